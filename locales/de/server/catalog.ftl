every-partner-has-a-status-so = Jeder Partner hat einen Status, deshalb muss einer bestehen bleiben. Fügen Sie zuerst einen anderen hinzu.
this-status-is-no-longer-offered = Dieser Status steht nicht mehr zur Auswahl. Wählen Sie einen anderen.
one-of-these-programs-is-no = Eines dieser Programme steht nicht mehr zur Auswahl. Wählen Sie erneut aus.
