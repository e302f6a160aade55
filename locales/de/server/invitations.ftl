another-invitation-was-opened-in-this = In diesem Browser wurde eine andere Einladung geöffnet. Prüfen Sie den Namen auf dieser Seite und wählen Sie dann ein Passwort.
another-invitation-was-opened-in-this-2 = In diesem Browser wurde eine andere Einladung geöffnet. Laden Sie die Seite neu und prüfen Sie, für wen sie ist.
is-active = { $name } ist bereits aktiv und meldet sich mit einem Passwort an.
give-access-first = { $name } hat keinen Zugang. Geben Sie zuerst Zugang.
no-open-invitation = { $name } hat keine offene Einladung. Senden Sie sie zuerst erneut.
link-greeting = Guten Tag { $name },
link-message =
    hier ist Ihr persönlicher Link { $place ->
        [team] zum Partnerteam
       *[portal] zum Partnerportal
    } von { $organisation }. Er ist gültig bis { $date }:
