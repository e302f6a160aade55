every-partner-has-a-status-so = Jeder Partner hat einen Status, deshalb muss einer bestehen bleiben. Fügen Sie zuerst einen anderen hinzu.
this-status-is-no-longer-offered = Dieser Status steht nicht mehr zur Auswahl. Wählen Sie einen anderen.
one-of-these-programs-is-no = Eines dieser Programme steht nicht mehr zur Auswahl. Wählen Sie erneut aus.
in-use =
    { $kind ->
        [status] Ein Partner hat diesen Status, er kann daher nicht gelöscht werden. Archivieren Sie ihn stattdessen.
       *[program] Ein Partner ist in diesem Programm, es kann daher nicht gelöscht werden. Archivieren Sie es stattdessen.
    }
name-taken =
    { $kind ->
        [status] Es gibt schon einen Status mit diesem Namen. Wählen Sie einen anderen.
       *[program] Es gibt schon ein Programm mit diesem Namen. Wählen Sie einen anderen.
    }
name-taken-by-archived =
    { $kind ->
        [status] Ein archivierter Status hat diesen Namen. Stellen Sie ihn wieder her, oder wählen Sie einen anderen Namen.
       *[program] Ein archiviertes Programm hat diesen Namen. Stellen Sie es wieder her, oder wählen Sie einen anderen Namen.
    }
