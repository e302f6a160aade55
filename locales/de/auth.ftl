my-account = Mein Konto
you = Sie
name = Name
email = E-Mail
email-address = E-Mail-Adresse
password = Passwort
keyboard = Tastatur
where-you-are-signed-in = Wo Sie angemeldet sind
terms = Bedingungen
read-the-terms-you-accepted = Akzeptierte Bedingungen lesen
new-address = Neue Adresse
confirmation-goes-to-new-address = Wir senden einen Bestätigungslink an diese Adresse. Sie gilt, sobald Sie sie bestätigen.
confirm-with-password = Mit Ihrem Passwort bestätigen
change-address = Adresse ändern
current-password = Aktuelles Passwort
new-password = Neues Passwort
change-password = Passwort ändern
this-link-has-expired = Dieser Link ist abgelaufen
your-new-address-is-confirmed = Ihre neue Adresse ist bestätigt
sign-in = Anmelden
a-newer-link-has-replaced-this = Dieser Link wurde durch einen neueren ersetzt
another-address-was-asked-for-after = Danach wurde eine andere Adresse angefordert. Verwenden Sie den Link in der neuesten E-Mail.
sign-in-to-see-which = Anmelden und nachsehen
this-change-was-cancelled = Diese Änderung wurde abgebrochen
this-address-is-in-use = Diese Adresse wird bereits verwendet
this-link-does-not-work = Dieser Link funktioniert nicht
open-the-link-again = Öffnen Sie den Link erneut
link-not-here = Öffnen Sie den Link aus Ihrer E-Mail erneut. Dieser Browser hat ihn nicht: Die Seite war zu lange offen, oder der Link wurde in einem anderen Browser geöffnet.
link-cut-short = Ein Teil des Links fehlt. Kopieren Sie den ganzen Link aus der E-Mail und fügen Sie ihn in die Adressleiste ein.
address-link-unknown = Zu diesem Link gehört keine Änderung einer Adresse: Sie wurde gelöscht, oder der Link ist von einer anderen Website. Melden Sie sich an, um Ihre Adresse unter „Mein Konto“ zu sehen.
confirm-your-new-address = Neue Adresse bestätigen
the-one-you-sign-in-with = Das Passwort, mit dem Sie sich derzeit anmelden.
confirm-address = Adresse bestätigen
forgot-password = Passwort vergessen?
send-me-a-fresh-link = Neuen Link senden
forgot-password-2 = Passwort vergessen
back-to-sign-in = Zurück zur Anmeldung
forgot-your-password = Passwort vergessen?
well-email-you-a-link-to = Wir senden Ihnen einen Link, mit dem Sie ein neues festlegen.
email-me-a-link = Link per E-Mail senden
change-it = Ändern
check-your-email = Prüfen Sie Ihren Posteingang
request-another-link = einen neuen Link anfordern
n8-characters-or-more-a-few = Mindestens 8 Zeichen. Mehrere Wörter hintereinander ergeben ein gutes Passwort.
send-again = Erneut senden
cancel = Abbrechen
choose-a-new-password = Neues Passwort festlegen
it-signs-you-in-here-and = Sie werden hier angemeldet und überall sonst abgemeldet.
this-link-no-longer-works = Dieser Link funktioniert nicht mehr
it-was-used-already-or-its = Er ist abgelaufen oder wurde bereits verwendet. Sie können einen neuen anfordern.
email-me-a-new-link = Neuen Link per E-Mail senden
this-browser = Dieser Browser
sign-out = Abmelden

# My account
terms-accepted = Version { $number } akzeptiert ({ $time }).
session-times = Angemeldet am { $start }, zuletzt aktiv am { $seen }
pending-expired = Die Änderung auf { $address } wurde nicht bis { $time } bestätigt.
pending-until = Die Änderung auf { $address } kann bis { $time } bestätigt werden.

# Confirming an address
confirm-sub = Nach der Bestätigung melden Sie sich bei { $organisation } mit { $new } statt { $old } an. Alle anderen Sitzungen enden.
confirm-expired = Die neue Adresse wurde nicht rechtzeitig bestätigt. Ein neuer Link kann nur an { $address } gesendet werden.
confirm-used = Dieser Link wurde bereits verwendet. Melden Sie sich mit { $address } und Ihrem Passwort an.
confirm-cancelled = Ihre Adresse bleibt unverändert. Um sie zu ändern, melden Sie sich an und öffnen Sie „Mein Konto“, oder fragen Sie Ihren Kontakt bei { $organisation }.
confirm-taken = Mit dieser Adresse meldet sich inzwischen jemand anderes an. Wählen Sie unter „Mein Konto“ eine andere Adresse, oder fragen Sie Ihren Kontakt bei { $organisation }.
confirm-signed-in-as = In diesem Browser sind Sie als { $name } angemeldet. Durch das Bestätigen werden Sie stattdessen mit dieser Adresse angemeldet.
confirm-new-link-sent = Ein neuer Link ist unterwegs an { $address }. Das kann einige Minuten dauern.

# Forgot password
asked-this-address = Wenn man sich mit dieser Adresse hier anmelden kann, haben wir einen Link dorthin gesendet.
asked-address = Wenn man sich mit { $address } hier anmelden kann, haben wir einen Link dorthin gesendet.
not-right = Stimmt die Adresse nicht? { $link }.
did-not-get-it = Nichts erhalten? Sehen Sie im Spam-Ordner nach, oder { $link } (bis zu drei pro Stunde).

# The password again
enter-your-password = Passwort eingeben
password-again-hint = Das ist ein heikler Schritt, deshalb prüfen wir, dass Sie es sind. Einmal in zehn Minuten genügt.
go-on = Weiter

# Roles
role-owner = Inhaber
role-admin = Admin
role-viewer = Betrachter
role-contact = Kontakt
an-owner = Inhaber
an-admin = Admin
a-viewer = Betrachter
a-contact = Kontakt
portal-role-manager = Manager
portal-role-member = Mitglied
unknown-browser = Unbekannter Browser

# Notifications
notifications = Benachrichtigungen
choose-notifications = Wählen, worüber Sie benachrichtigt werden
back-to-account = Mein Konto
notifications-lead = Wenn etwas geschieht, schreibt Ihnen Gangway eine E-Mail. Geschieht viel, erhalten Sie höchstens alle 10 Minuten eine.
notify-partners = Partner
notify-mine = Die ich betreue
notify-all = Alle Partner
notify-activated = Zugang aktiviert
notify-not-delivered = Einladung nicht zugestellt
notify-requested = Freigabe erbeten
notify-wrong-recipient = Link bei jemand anderem angekommen
notify-finished = Import oder Sammeländerung abgeschlossen
notify-at-once = Sofort
notify-daily = Einmal am Tag
notify-never = Nicht benachrichtigen
notify-digest-hint = Die tägliche E-Mail kommt um 8:00 Uhr in der Zeitzone Ihrer Organisation.
notify-save = Speichern
notify-cancel = Abbrechen
