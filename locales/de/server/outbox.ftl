nothing-to-retry = Keine E-Mail wartet auf einen erneuten Versuch.
resume-before-retrying = Der Versand ist pausiert. Setzen Sie ihn zuerst fort und versuchen Sie es dann erneut.
too-late-to-undo = Diese E-Mail kann nicht mehr abgebrochen werden. Entziehen Sie den Zugang, um ihren Link ungültig zu machen.
state-has-changed = Der Status dieser E-Mail hat sich geändert. Prüfen Sie ihn und versuchen Sie es erneut.
gangway-could-not-write-this-email = Gangway konnte diese E-Mail nicht erstellen. Den Grund finden Sie im Serverprotokoll.
no-longer-needed = Diese E-Mail an { $name } wird nicht mehr gebraucht und kann nicht gesendet werden. Senden Sie stattdessen eine neue.
paused-by = Angehalten von { $name }.
sending-is-paused = Der Versand ist angehalten. { $why }
saved-as-files = Es ist kein Mailserver eingerichtet. Einladungen werden als Dateien gespeichert, geben Sie Links selbst weiter.
open-mail = E-Mail-Versand öffnen
open-mail-server = Mailserver

limit-reached = Das Limit von { NUMBER($limit) } E-Mails pro Stunde an { $name } ist erreicht. { $minutes ->
    [one] Versuchen Sie es in 1 Minute erneut.
   *[other] Versuchen Sie es in { $minutes } Minuten erneut.
}
daily-limit-reached = An { $email } gingen heute bereits { NUMBER($limit) } E-Mails auf Wunsch von Kontakten. Versuchen Sie es morgen noch einmal.
partner-limit-reached = Ihr Unternehmen hat vorerst die Höchstzahl an E-Mails erreicht. Versuchen Sie es später noch einmal.
too-many-emails = Zurzeit gehen zu viele E-Mails hinaus. Versuchen Sie es in einer Stunde noch einmal.
copy-a-link-instead = Wenn es eilt, kopieren Sie einen Link und geben ihn selbst weiter.

# What an email is about
about = { $kind ->
    [password_reset] Passwort zurücksetzen
    [wrong_recipient] Link in falschen Händen
    [address_asked] Neue Adresse angefragt
    [address_changed] Adresse geändert
    [address_change] Neue Adresse zu bestätigen
    [password_changed] Passwort geändert
    [role_changed] Rolle geändert
    [owner_added] Neuer Inhaber
    [new_browser] Neuer Browser
    [notification] Benachrichtigung
   *[invitation] Einladung
}

# Attempts
sent-text = { $template }, Version { $version }, { $language }
outcome-unknown = Ergebnis unbekannt: Gangway wurde beendet, bevor der Mailserver geantwortet hat.

# Timeline
event-accepted = { $kind ->
    [reminder] Der Mailserver hat die Erinnerung an { $name } angenommen.
    [password_reset] Der Mailserver hat die E-Mail zum Zurücksetzen des Passworts an { $name } angenommen.
    [address_change] Der Mailserver hat die E-Mail zur Bestätigung der Adresse an { $name } angenommen.
   *[invitation] Der Mailserver hat die Einladung an { $name } angenommen.
}
event-filed = { $kind ->
    [reminder] Die Erinnerung an { $name } wurde als Datei gespeichert.
    [password_reset] Die E-Mail zum Zurücksetzen des Passworts an { $name } wurde als Datei gespeichert.
    [address_change] Die E-Mail zur Bestätigung der Adresse an { $name } wurde als Datei gespeichert.
   *[invitation] Die Einladung an { $name } wurde als Datei gespeichert.
}
event-failed = { $kind ->
    [reminder] Die Erinnerung an { $name } konnte nicht zugestellt werden: { $reply }
    [password_reset] Die E-Mail zum Zurücksetzen des Passworts an { $name } konnte nicht zugestellt werden: { $reply }
    [address_change] Die E-Mail zur Bestätigung der Adresse an { $name } konnte nicht zugestellt werden: { $reply }
   *[invitation] Die Einladung an { $name } konnte nicht zugestellt werden: { $reply }
}

# What an attempt to send led to; stored in every language
attempt-accepted = Angenommen: { $reply }
attempt-filed = Als Datei gespeichert; es ist kein Mailserver eingerichtet
attempt-refused = Abgelehnt: { $reply }
attempt-given-up = Nach 5 Tagen aufgegeben: { $reply }
attempt-retries = Wird erneut versucht: { $reply }
attempt-unknown = Ergebnis unbekannt: Eine Sicherung wurde wiederhergestellt
taken-back-by-restore = Eine Sicherung wurde wiederhergestellt, diese E-Mail wurde möglicherweise schon gesendet.
