nothing-yet = Noch nichts
none-mail-is-saved-as-files = Keiner: E-Mails werden als Dateien auf dem Server gespeichert.
set-up-email = E-Mail einrichten
mail-server-settings = Einstellungen
mail-server = Mailserver
server = Server
sender = Absender
last-accepted = Zuletzt angenommen
test-email-hint = Sendet sofort eine Test-E-Mail an Sie.
mail = E-Mail-Versand
mail-lead = Serverstatus, Warteschlange und Zustellprotokoll.
older = Ältere
no-email-to-this-address = Keine E-Mail an diese Adresse
search-for-another-part-of-the = Suchen Sie nach einem anderen Teil der Adresse.
clear-search = Suche zurücksetzen
no-mail-here = Keine E-Mails
every-email-appears-here-with-its = Hier erscheint jede E-Mail mit ihrem Zustellstatus.
messages = Nachrichten
search-by-address = Nach Adresse suchen
search = Suchen
all = Alle
waiting = Wartend
planned = Geplant
retrying = Neuer Versuch
sent = Gesendet
bounced = Zurückgekommen
saved-as-a-file = Als Datei gespeichert
failed = Fehlgeschlagen
cancelled = Abgebrochen
piles = Nach Status filtern
fix-the-address = Adresse korrigieren
about = Betrifft
state = Status
asked-for = Angefordert
details = Details
send-a-test-to-me = Test an mich senden

# Sending
resume-sending = Versand fortsetzen
pause-sending = Versand anhalten
paused-since = Der Versand ist seit { $time } angehalten.
paused-until = Gangway versucht es am { $time } erneut.
paused-until-resumed = Es wird nichts versendet, bis jemand den Versand fortsetzt.

# Queue
head-to = An
try-again-all = { $count ->
    [one] 1 erneut versuchen
   *[other] Alle { $count } erneut versuchen
}
recipient = { $name } ({ $address })
tried-again = Die E-Mail an { $recipient } wird erneut versucht.
tried-accepted = Erneut versucht: Der Mailserver hat die E-Mail an { $recipient } angenommen.
tried-otherwise = Die E-Mail an { $recipient } wurde erneut versucht. { $status }
try-now = Jetzt versuchen
whose-email = (E-Mail an { $name })
cancel = Abbrechen
fix-address-of = ({ $name })
person-of-partner = { $name }, { $partner }
next-attempt = Nächster Versuch am { $time }
attempts = { $count ->
    [one] 1 Versuch
   *[other] { $count } Versuche
}
