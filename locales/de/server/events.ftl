### Was im Protokoll steht. Ein Eintrag wird in allen Sprachen gespeichert, wenn er entsteht.

# Anmeldung
sign-in-slowed = Viele Anmeldeversuche für { $person }. Weitere werden verlangsamt.
signed-in = { $actor } hat sich angemeldet.
password-changed = { $actor } hat das eigene Passwort geändert.
password-reset = { $actor } hat ein neues Passwort festgelegt.
owner-link = Auf dem Server wurde ein Link ausgegeben, mit dem { $person } ein neues Passwort festlegt.
own-address-asked = { $actor } möchte sich mit einer anderen Adresse anmelden.
address-asked = { $actor } hat für { $person } eine andere Anmeldeadresse eingetragen.
address-change-resent = { $actor } hat die E-Mail zur Bestätigung der neuen Adresse von { $person } erneut gesendet.
address-change-cancelled = { $actor } hat die neue Adresse von { $person } verworfen.
address-link-requested = { $actor } hat einen neuen Link zur Bestätigung der neuen Adresse angefordert.
address-changed = { $actor } hat die neue E-Mail-Adresse bestätigt.

# Aktivierung
set-up = { $actor } hat Gangway für { $organisation } eingerichtet.
activated = { $actor } hat den Zugang aktiviert.
activated-with-terms = { $actor } hat den Zugang aktiviert und Version { NUMBER($version) } der Bedingungen zugestimmt.
activation-denied = Jemand hat versucht, einen abgelaufenen Aktivierungslink von { $person } zu verwenden.
fresh-link-requested =
    { $actor } hat einen neuen Link angefordert, { $how ->
        [expired-link] über einen abgelaufenen Link
       *[forgotten-password] über „Passwort vergessen“
    }.
someone-with-the-link = Jemand mit dem Link
email-reported = { $report ->
    [bounced] Die E-Mail an { $person } kam als unzustellbar zurück. { $reason }
    [returned] Die E-Mail an { $person } kam zurück. { $reason }
    [complained] Die E-Mail an { $person } wurde als Spam gemeldet.
    [answered] Auf die E-Mail an { $person } kam eine automatische Antwort.
   *[delayed] Die E-Mail an { $person } verzögert sich. { $reason }
}
activation-reported = Jemand hat die Einladung von { $person } geöffnet und gemeldet, dass sie nicht für ihn oder sie bestimmt ist.

# Zugang
access-given =
    { $actor } hat { $person } Zugang gegeben { $how ->
        [email] und per E-Mail eingeladen
        [scheduled] und die Einladung geplant
       *[link] und einen Link zum Weitergeben erstellt
    }.
invitation-resent = { $actor } hat die Einladung von { $person } erneut gesendet.
invitation-extended = { $actor } hat die Einladung von { $person } verlängert.
reminded = Eine Erinnerung an { $person } wurde eingereiht.
reminder-skipped = { $actor } hat eine Erinnerung an { $person } übersprungen.
reminders-stopped = { $actor } hat die Erinnerungen an { $person } beendet.
reminders-resumed = { $actor } hat die Erinnerungen an { $person } eingeschaltet.
link-created = { $actor } hat einen Aktivierungslink für { $person } erstellt.
access-removed = { $actor } hat { $person } den Zugang entzogen.
offer-declined = { $actor } hat den Zugang von { $partner } unverändert gelassen.

# Partner und Kontakte
partner-added =
    { $actor } hat { $partner } mit { $person } als Hauptkontakt hinzugefügt, { $how ->
        [email] per E-Mail eingeladen
        [scheduled] mit geplanter Einladung
        [link] mit einem Link zum Weitergeben
       *[none] ohne Zugang
    }.
partner-changed = { $actor } hat die Angaben zu { $partner } geändert.
partner-deleted = { $actor } hat { $partner } gelöscht.
partners-imported =
    { $count ->
        [one] { $actor } hat 1 Partner aus einer Tabelle importiert.
       *[other] { $actor } hat { $count } Partner aus einer Tabelle importiert.
    }
partner-exported = { $actor } hat { $partner } exportiert.
partners-exported =
    { $count ->
        [one] { $actor } hat 1 Partner exportiert.
       *[other] { $actor } hat { $count } Partner exportiert.
    }
contact-added =
    { $actor } hat { $person } als Kontakt hinzugefügt, { $how ->
        [email] per E-Mail eingeladen
        [scheduled] mit geplanter Einladung
        [link] mit einem Link zum Weitergeben
       *[none] ohne Zugang
    }.
contact-changed = { $actor } hat die Angaben zu { $person } geändert.
contact-and-address-changed = { $actor } hat die Angaben und die E-Mail-Adresse von { $person } geändert.
contact-removed = { $actor } hat { $person } aus den Kontakten entfernt.
contact-erased = { $actor } hat einen Kontakt und die personenbezogenen Daten über ihn gelöscht.
contact-erased-again = Ein bereits gelöschter Kontakt wurde nach der Wiederherstellung einer Sicherung erneut gelöscht.
personal-data-exported = { $actor } hat die personenbezogenen Daten von { $person } exportiert.
main-contact-changed = { $actor } hat { $person } zum Hauptkontakt gemacht.
colleague-invited = { $actor } hat { $person } in das eigene Team eingeladen.
colleague-requested = { $actor } möchte { $person } in das eigene Team einladen.
colleague-approved = { $actor } hat die Anfrage für { $person } angenommen und per E-Mail eingeladen.
colleague-declined = { $actor } hat die Anfrage für { $person } abgelehnt.

# Sammeländerungen
bulk-access-given =
    { $actor } gibt { $people ->
        [one] 1 Person
       *[other] { $people } Personen
    } bei { $partners ->
        [one] 1 Partner
       *[other] { $partners } Partnern
    } Zugang.
bulk-invitations-resent =
    { $actor } sendet die Einladung erneut an { $people ->
        [one] 1 Person
       *[other] { $people } Personen
    } bei { $partners ->
        [one] 1 Partner
       *[other] { $partners } Partnern
    }.
bulk-access-removed =
    { $actor } entzieht { $people ->
        [one] 1 Person
       *[other] { $people } Personen
    } bei { $partners ->
        [one] 1 Partner
       *[other] { $partners } Partnern
    } den Zugang.
bulk-status-set =
    { $actor } setzt den Status von { $partners ->
        [one] 1 Partner
       *[other] { $partners } Partnern
    } auf { $target }.
bulk-manager-set =
    { $actor } macht { $target } zur Ansprechperson von { $partners ->
        [one] 1 Partner
       *[other] { $partners } Partnern
    }.
bulk-program-added =
    { $actor } nimmt { $partners ->
        [one] 1 Partner
       *[other] { $partners } Partner
    } in { $target } auf.
bulk-program-removed =
    { $actor } nimmt { $partners ->
        [one] 1 Partner
       *[other] { $partners } Partner
    } aus { $target } heraus.
bulk-partners-deleted =
    { $actor } löscht { $partners ->
        [one] 1 Partner
       *[other] { $partners } Partner
    }.
bulk-scheduled = { $what } Die E-Mails sind für { $time } geplant.
bulk-undone =
    { $partners ->
        [one] { $actor } macht eine Sammeländerung an 1 Partner rückgängig.
       *[other] { $actor } macht eine Sammeländerung an { $partners } Partnern rückgängig.
    }
bulk-continued = { $actor } hat eine Sammeländerung fortgesetzt.
bulk-stopped =
    { $partners ->
        [one] { $actor } hat eine Sammeländerung angehalten. 1 Partner bleibt unverändert.
       *[other] { $actor } hat eine Sammeländerung angehalten. { $partners } Partner bleiben unverändert.
    }
bulk-emails-cancelled =
    { $count ->
        [one] { $actor } hat 1 E-Mail einer Sammeländerung abgebrochen.
       *[other] { $actor } hat { $count } E-Mails einer Sammeländerung abgebrochen.
    }

# E-Mail
mail-retried = { $actor } hat die E-Mail an { $person } erneut versucht.
all-mail-retried =
    { $count ->
        [one] { $actor } hat 1 E-Mail erneut versucht.
       *[other] { $actor } hat { $count } E-Mails erneut versucht.
    }
mail-cancelled = { $actor } hat die E-Mail an { $person } abgebrochen.
mail-paused = { $actor } hat den Versand angehalten.
mail-resumed = { $actor } hat den Versand fortgesetzt.
mail-tested = { $actor } hat einen Test der E-Mail „{ $subject }“ an { $address } gesendet.
mail-test-accepted = Der Mailserver hat den Test von { $actor } an { $address } angenommen.
mail-server-set = { $actor } hat den Mailserver festgelegt: { $server }, Absender { $sender }.
mail-server-removed = { $actor } hat den Mailserver entfernt.
mail-server-tested = { $actor } hat den Mailserver { $server } mit einem Test an { $address } ausprobiert.
template-added = { $actor } hat die E-Mail-Vorlage „{ $template }“ hinzugefügt.
template-duplicated = { $actor } hat die E-Mail-Vorlage „{ $template }“ als „{ $copy }“ dupliziert.
template-changed = { $actor } hat die E-Mail-Vorlage „{ $template }“ geändert.
template-language-removed = { $actor } hat { $language } aus der E-Mail-Vorlage „{ $template }“ entfernt.
template-made-default = { $actor } hat „{ $template }“ zur Standardvorlage gemacht.
template-deleted = { $actor } hat die E-Mail-Vorlage „{ $template }“ gelöscht.

# Team
member-invited =
    { $actor } hat { $person } als { $role ->
        [owner] Inhaber
        [admin] Admin
       *[viewer] Betrachter
    } eingeladen, { $how ->
        [email] per E-Mail
       *[link] mit einem Link zum Weitergeben
    }.
own-role-changed =
    { $actor } hat die eigene Rolle abgegeben und ist jetzt { $role ->
        [admin] Admin
       *[viewer] Betrachter
    }.
role-changed =
    { $actor } hat { $person } zum { $role ->
        [owner] Inhaber
        [admin] Admin
       *[viewer] Betrachter
    } gemacht.
member-left = { $actor } hat das Team verlassen.
member-removed = { $actor } hat { $person } aus dem Team entfernt.
member-withdrawn = { $actor } hat die Einladung von { $person } zurückgezogen.

# Organisation
organisation-changed = { $actor } hat die Einstellungen der Organisation geändert.
logo-changed = { $actor } hat das Logo der Organisation geändert.
logo-removed = { $actor } hat das Logo der Organisation entfernt.
terms-changed = { $actor } hat Version { NUMBER($version) } der Bedingungen veröffentlicht.
terms-ended = { $actor } hat die Bedingungen entfernt: Kontakte müssen keinen mehr zustimmen.
checklist-hidden = { $actor } hat die Checkliste zur Einrichtung ausgeblendet.
checklist-shown = { $actor } hat die Checkliste zur Einrichtung wieder eingeblendet.
audit-exported = { $actor } hat das Protokoll exportiert.
help-answered =
    { $actor } fand den Hilfeartikel „{ $title }“ { $answer ->
        [yes] hilfreich
       *[no] nicht hilfreich
    }.
restored =
    Eine Sicherung wurde wiederhergestellt, mit allem bis { $time }. { $invitations ->
        [one] 1 Einladung braucht einen neuen Link.
       *[other] { $invitations } Einladungen brauchen einen neuen Link.
    } { $sessions ->
        [one] 1 Sitzung wurde beendet.
       *[other] { $sessions } Sitzungen wurden beendet.
    } { $emails ->
        [one] 1 E-Mail wartet.
       *[other] { $emails } E-Mails warten.
    }
restored-empty = Eine Sicherung wurde wiederhergestellt. Ihr Protokoll war leer.
passwords-renewed = { $count ->
    [one] 1 Passwort gilt nach der Wiederherstellung einer Sicherung nicht mehr. Es muss neu festgelegt werden.
   *[other] { $count } Passwörter gelten nach der Wiederherstellung einer Sicherung nicht mehr. Sie müssen neu festgelegt werden.
}
link-ended-by-restore = Der Link von { $person } ist ungültig, weil eine Sicherung wiederhergestellt wurde. Senden Sie die Einladung erneut.

# Status und Programme
choice-added =
    { $actor } hat { $kind ->
        [status] den Status
       *[program] das Programm
    } „{ $name }“ hinzugefügt.
choice-changed =
    { $actor } hat { $kind ->
        [status] den Status
       *[program] das Programm
    } „{ $name }“ geändert.
choice-moved =
    { $actor } hat { $kind ->
        [status] den Status
       *[program] das Programm
    } „{ $name }“ auf Platz { NUMBER($place) } von { NUMBER($count) } verschoben.
choice-archived =
    { $actor } hat { $kind ->
        [status] den Status
       *[program] das Programm
    } „{ $name }“ archiviert.
choice-restored =
    { $actor } hat { $kind ->
        [status] den Status
       *[program] das Programm
    } „{ $name }“ wiederhergestellt.
choice-deleted =
    { $actor } hat { $kind ->
        [status] den Status
       *[program] das Programm
    } „{ $name }“ gelöscht.

# Ein geändertes Feld
change = { $field }: { $before } → { $after }
nothing = nichts
removed-address = eine gelöschte Adresse
removed-person = eine gelöschte Person
name = Name
email = E-Mail
new-address = Neue, noch nicht bestätigte Adresse
colour = Farbe
rule = Regel
invites = Manager können einladen
description = Beschreibung
reply-to = Antwortadresse
lifetime = Gültigkeit der Einladungen
reminders = Erinnerungen
language = Sprache
time-zone = Zeitzone
accent = Akzentfarbe
welcome = Begrüßungstext
subject = Betreff ({ $language })
message = Nachricht ({ $language })
default = Standard
main-contact = Hauptkontakt
first-name = Vorname
last-name = Nachname
job-title = Position
phone = Telefonnummer
portal-role = Rolle im Portal
partner-name = Name des Partners
website = Website
status = Status
programs = Programme
partner-manager = Ansprechperson
invite-domains = Domains ohne Freigabe
role = Rolle
