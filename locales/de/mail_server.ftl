mail-server = Mailserver
lead = Über welchen Server E-Mails versendet werden und von wem sie sind.
back = E-Mail-Versand
set-up-email = E-Mail einrichten
set-up-lead = Noch ein Schritt: der Mailserver, über den Einladungen versendet werden. Sie können das später tun und bis dahin Links selbst weitergeben.
later = Später
server = Server
sender = Absender
none = Keiner: E-Mails werden als Dateien auf dem Server gespeichert.
provider = Anbieter
provider-hint = Füllt Host, Port und Verschlüsselung aus.
host = Host
port = Port
port-hint = Leer: 465 für TLS, 587 für STARTTLS, 25 ohne Verschlüsselung.
encryption = Verschlüsselung
encryption-choice = { $word ->
    [tls] TLS (meist Port 465)
    [starttls] STARTTLS (meist Port 587)
   *[none] Keine, nur für einen Mailserver auf dieser Maschine
}
user = Benutzer
user-hint = Oft eine E-Mail-Adresse. Leer, wenn der Server kein Passwort verlangt.
user-of-provider = Welcher das ist, steht oben.
password = Passwort
password-kept = Ein Passwort ist gespeichert. Lassen Sie das Feld leer, um es zu behalten, solange Host und Benutzer gleich bleiben.
password-hint = Wird verschlüsselt gespeichert und nie wieder angezeigt.
sender-name = Name des Absenders
sender-name-hint = Steht im Posteingang, zum Beispiel der Name Ihrer Organisation.
sender-address = Adresse des Absenders
save = Speichern
test-hint = Sendet einen Test an { $address } mit dem, was hier steht. Sie müssen vorher nicht speichern.
remove = Mailserver entfernen
remove-text = Vergisst Host, Benutzer und Passwort. E-Mails werden als Dateien gespeichert, bis ein anderer Mailserver festgelegt ist.

# What is wrong with a field
choose-an-encryption = Wählen Sie eine Verschlüsselung aus der Liste.
enter-host = Geben Sie den Hostnamen des Mailservers ein.
enter-sender = Geben Sie die Adresse des Absenders ein.
port-invalid = Geben Sie eine Zahl von 1 bis 65535 ein.
password-invalid = Ein Passwort kann keine Steuerzeichen enthalten.

# The sender's domain
sender-domain = Domain des Absenders
check-domain = DNS-Einträge prüfen
check-again = Erneut prüfen
to-forward = Text zum Weiterleiten
open-in-mail = E-Mail schreiben
test-email = Signatur einer Test-E-Mail prüfen
test-source = Quelltext der Test-E-Mail
check-signature = Signatur prüfen
