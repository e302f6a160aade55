team = Team
your-colleagues-who-run-the-partner = Die Teammitglieder, die mit Ihnen die Partner betreuen, und was sie jeweils dürfen.
invite-a-colleague = Teammitglied einladen
you = Sie
email = E-Mail
role = Rolle
access = Zugang
last-seen = Zuletzt aktiv
not-signed-in = Noch nicht angemeldet
never = Nie
all-colleagues = Alle Teammitglieder
only-owners-change-roles-and-remove = Nur Inhaber können Rollen ändern und Teammitglieder entfernen.
place-in-the-team = Mitgliedschaft
this-is-the-only-owner-make = Das ist der einzige Inhaber. Machen Sie zuerst ein anderes Teammitglied zum Inhaber.
leave-the-team = Team verlassen
leave-the-team-2 = Team verlassen?
remove-from-the-team = Aus dem Team entfernen
withdraw-invitation = Einladung zurückziehen
export-data = Exportieren, was wir über diese Person gespeichert haben (JSON)
send-an-email = E-Mail senden
dont-send-an-email-ill-share = Keine E-Mail senden: Ich gebe den Link selbst weiter
they-get-a-link-of-their = Die Person erhält einen persönlichen Link, legt damit ein Passwort fest und gehört dann zu Ihrem Team.
what-may-they-do = Rolle
how-should-they-get-their-invitation = Wie soll die Einladung ankommen?
no-mail-server-is-configured-an = Es ist kein Mailserver eingerichtet: Eine E-Mail würde nur als Datei gespeichert.
cancel = Abbrechen
invite = Einladen
choose-a-role = Wählen Sie eine Rolle.
choose-how-the-invitation-goes-out = Wählen Sie, wie die Einladung versendet wird.

# List
name = Name
invited-at = Eingeladen am { $time }

# Roles
role-can = { $role ->
    [owner] Inhaber: kann alles, was ein Admin kann, außerdem Rollen ändern, Teammitglieder entfernen und die Organisation einrichten.
    [admin] Admin: kann Partner hinzufügen und ändern, Zugang geben und entziehen, Programme, Status, Vorlagen und den E-Mail-Versand verwalten und Teammitglieder einladen.
    [viewer] Betrachter: kann alles ansehen, aber nichts ändern.
   *[contact] Kontakt: kann das eigene Unternehmen im Partnerportal sehen.
}

# Changing a role
only-owner-you = Sie sind der einzige Inhaber. Machen Sie zuerst ein anderes Teammitglied zum Inhaber; dann können Sie die Rolle abgeben oder das Team verlassen.
step-down = { $role ->
    [admin] Zum Admin werden
   *[viewer] Zum Betrachter werden
}
step-down-question = { $role ->
    [admin] Inhaberrolle abgeben und Admin werden?
   *[viewer] Inhaberrolle abgeben und Betrachter werden?
}
step-down-consequence = { $role ->
    [admin] Sie bleiben als Admin im Team: Sie können Partner hinzufügen und ändern, Zugang geben und entziehen, Programme, Status, Vorlagen und den E-Mail-Versand verwalten und Teammitglieder einladen.
   *[viewer] Sie bleiben als Betrachter im Team: Sie können alles ansehen, aber nichts ändern.
} Nur ein Inhaber kann Sie wieder zum Inhaber machen.
make = { $role ->
    [owner] Zum Inhaber machen
    [admin] Zum Admin machen
   *[viewer] Zum Betrachter machen
}
make-name = { $role ->
    [owner] { $name } zum Inhaber machen
    [admin] { $name } zum Admin machen
   *[viewer] { $name } zum Betrachter machen
}
make-question = { $role ->
    [owner] { $name } zum Inhaber machen?
    [admin] { $name } zum Admin machen?
   *[viewer] { $name } zum Betrachter machen?
}
make-consequence = { $role ->
    [owner] Inhaber können alles, was ein Admin kann, außerdem Rollen ändern, Teammitglieder entfernen und die Organisation einrichten. Auch Sie bleiben Inhaber, bis Sie die Rolle auf Ihrer eigenen Seite abgeben.
    [admin] Ab sofort kann die Person Partner hinzufügen und ändern, Zugang geben und entziehen, Programme, Status, Vorlagen und den E-Mail-Versand verwalten und Teammitglieder einladen.
   *[viewer] Ab sofort kann die Person alles ansehen, aber nichts ändern.
}

# Leaving the team
leave-consequence = Sie werden sofort überall abgemeldet und können nur durch eine neue Einladung zurückkehren.
remove-question = { $name } aus dem Team entfernen?
remove-name = { $name } entfernen
remove-consequence = Die Person wird sofort überall abgemeldet, ihre Links werden ungültig. Ihre Aktionen bleiben mit ihrem Namen im Protokoll, und sie kann erneut eingeladen werden.
withdraw-question = Einladung von { $name } zurückziehen?
withdraw-name = Einladung von { $name } zurückziehen
withdraw-consequence = Alle bisher versendeten Links werden sofort ungültig. Die Person kann erneut eingeladen werden.
