# Settings
listen = Adresse und Port, auf denen Gangway lauscht
public-url = Adresse, die Menschen verwenden. Jeder Link beginnt mit ihr. Mit https sind Cookies Secure. Ohne Angabe: http://localhost und der Port; erforderlich, wenn andere Rechner sich verbinden können
data-dir = Ordner der SQLite-Datei und, ohne Mailserver, der gespeicherten E-Mails
database-url = sqlite://PFAD oder postgres://BENUTZER:PASSWORT@HOST/NAME. Ohne Angabe: gangway.db im Datenordner
smtp-url = smtps://BENUTZER:PASSWORT@HOST oder smtp://BENUTZER:PASSWORT@HOST?tls=required. Ohne Angabe: E-Mails werden als .eml-Dateien gespeichert
smtp-ca = PEM-Datei Ihrer eigenen Zertifizierungsstelle für den Mailserver, zusätzlich zu den öffentlichen
mail-from = Absender aller E-Mails, zum Beispiel „Acme Partner <partner@acme.example>“
bounce-address = Adresse, an die unzustellbare E-Mails zurückgehen, zum Beispiel bounces@acme.example. Jede E-Mail erhält eine eigene: bounces+TOKEN@acme.example. Der Mailserver muss sie als Absender annehmen
bounce-webhooks = E-Mail-Anbieter, die Rückläufer an /webhooks/NAME melden, jeweils mit ihrem Geheimnis, zum Beispiel „postmark:GEHEIMNIS“. Namen: ses, postmark, mailgun, sendgrid, brevo
bounce-mailbox = Postfach, in dem Rückläufer ankommen, per IMAP gelesen: imaps://BENUTZER:PASSWORT@HOST/ORDNER, oder imap:// für STARTTLS. Ohne Ordner: INBOX. Ohne Angabe: keines
send-hold = Sekunden, die eine Einladung vor dem Senden wartet, damit sie sich zurücknehmen lässt; 0 bis 600
trusted-proxies = Anzahl Ihrer eigenen Proxys vor Gangway. So vielen Einträgen von X-Forwarded-For wird vertraut
staff-session-days = Tage, nach denen Teammitglieder sich neu anmelden müssen; 1 bis 365
contact-session-days = Tage, nach denen Kontakte sich neu anmelden müssen; 1 bis 365
audit-months = Monate, nach denen Einträge des Protokolls gelöscht werden; 0 behält sie für immer
origin-days = Tage, nach denen Netzwerkadresse und Browser aus dem Protokoll gelöscht werden; 0 behält sie so lange wie ihren Eintrag
invitation-months = Monate, nach denen verwendete, abgelaufene, ersetzte und zurückgezogene Einladungen mit ihren E-Mails gelöscht werden; 0 behält sie für immer
dns-server = Adresse des DNS-Servers, der gefragt wird, zum Beispiel 192.0.2.53 oder 192.0.2.53:5353. Ohne Angabe: die des Systems
metrics-listen = Adresse und Port für die Prometheus-Metriken unter /metrics. Alle, die sich dort verbinden können, können sie lesen. Ohne Angabe: keine

# Problems, each after the name of its setting and a colon
public-url-missing = Andere Rechner können sich verbinden, deshalb brauchen Links die Adresse, die Menschen verwenden, zum Beispiel https://partner.acme.example.
database-url-invalid = Verwenden Sie sqlite://PFAD oder postgres://BENUTZER:PASSWORT@HOST/NAME.
given-twice = { $setting } ist ebenfalls gesetzt. Verwenden Sie nur eine der beiden Einstellungen.
file-empty = { $file } ist leer.
file-not-regular = { $file } ist keine Datei.
file-too-large = { $file } ist größer als 64 kB.
file-unreadable = { $file } kann nicht gelesen werden: { $error }.
mail-from-missing = E-Mails brauchen einen Absender, weil SMTP_URL gesetzt ist.
mail-from-invalid = Verwenden Sie eine Adresse oder einen Namen und eine Adresse: Acme <partner@acme.example>.
bounce-address-invalid = Verwenden Sie eine Adresse, deren Postfach bounces+beliebig@acme.example annimmt, oder schreiben Sie, wohin der wechselnde Teil gehört: bounces-*@acme.example.
bounce-address-long = Der Teil vor dem @ ist zu lang: Jede E-Mail ergänzt 50 Zeichen, und 64 sind erlaubt. Verwenden Sie höchstens { NUMBER($most) }.
bounce-mailbox-invalid = Verwenden Sie imaps://BENUTZER:PASSWORT@HOST oder imaps://BENUTZER:PASSWORT@HOST/ORDNER. Liegt es an einem Zeichen im Benutzer oder Passwort, schreiben Sie es als %XX, zum Beispiel : als %3A und % als %25.
webhook-unknown = Schreiben Sie einen Anbieter und sein Geheimnis, etwa postmark:GEHEIMNIS. Anbieter: { $names }.
webhook-secret = Das Geheimnis von { $name } braucht mindestens 16 Zeichen: { $name }:GEHEIMNIS.
trusted-proxies-missing = Gangway ist über https erreichbar, hört aber nur auf dieser Maschine, davor steht also ein Proxy. Geben Sie an, wie viele Proxys es sind, meist 1, oder 0, wenn es keinen gibt.
log-format-invalid = Verwenden Sie text oder json.
data-dir-unusable = { $folder } kann nicht verwendet werden: { $error }
address-unusable = { $address } kann nicht verwendet werden: { $error }. Wählen Sie eine andere, zum Beispiel { $flag } 127.0.0.1:3100.
local-links-only = Links in E-Mails beginnen mit { $origin } und öffnen sich nur auf diesem Rechner. Setzen Sie GANGWAY_PUBLIC_URL auf die Adresse, die alle verwenden, zum Beispiel GANGWAY_PUBLIC_URL=https://partners.acme.example, und starten Sie Gangway neu.
dns-server-invalid = Verwenden Sie die IP-Adresse eines DNS-Servers, zum Beispiel 192.0.2.53, oder mit Port 192.0.2.53:5353.
address-invalid = Verwenden Sie eine Adresse und einen Port, zum Beispiel 127.0.0.1:3000 oder, damit andere Rechner sich verbinden können, 0.0.0.0:3000.
public-url-invalid = Verwenden Sie http:// oder https:// und einen Host, zum Beispiel https://partners.acme.example.
public-url-has-a-path = Gangway braucht einen eigenen Host und kann nicht unter einem Pfad liegen. Verwenden Sie http:// oder https:// und einen Host, zum Beispiel https://partners.acme.example.
mail-from-many = Verwenden Sie eine einzige Adresse oder einen Namen und eine Adresse: Acme <partner@acme.example>.
smtp-url-invalid = Verwenden Sie smtps://BENUTZER:PASSWORT@HOST oder smtp://BENUTZER:PASSWORT@HOST?tls=required. Liegt es an einem Zeichen im Benutzer oder Passwort, schreiben Sie es als %XX, zum Beispiel @ als %40 und % als %25.
smtp-url-half-signed-in = Vor dem letzten @ steht ein Benutzer oder ein Passwort ohne das andere. Verwenden Sie smtps://BENUTZER:PASSWORT@HOST oder smtps://HOST ohne Anmeldung.
smtp-url-not-utf8 = Ein %XX im Benutzer oder Passwort ist ein Steuerzeichen oder kein UTF-8. Schreiben Sie in SMTP_URL das Zeichen selbst oder seine Bytes in UTF-8, zum Beispiel ü als %C3%BC.
smtp-url-port = Der Port ist eine Zahl von 1 bis 65.535. Verwenden Sie smtps://BENUTZER:PASSWORT@HOST:PORT.
smtp-url-parameter = { $name } ist kein Parameter von SMTP_URL. Der einzige ist tls: smtp://BENUTZER:PASSWORT@HOST?tls=required.
port-invalid = Der Port ist eine Zahl von 1 bis 65.535, zum Beispiel 127.0.0.1:3000.
path-unexpanded = ~ und $NAME werden hier nicht ersetzt. Schreiben Sie den ganzen Pfad, zum Beispiel /var/lib/gangway.
smtp-url-unencrypted = Passwörter und Links würden unverschlüsselt durch das Netzwerk gehen. Verwenden Sie smtps://HOST oder ergänzen Sie ?tls=required. Ein Mailserver ohne Verschlüsselung wird nur auf dieser Maschine verwendet, als smtp://localhost:PORT. Läuft Ihrer in einem anderen Container, teilen Sie dessen Netzwerk (Docker: network_mode) oder setzen Sie einen TLS-Proxy wie stunnel davor.
unknown-variable = { $name } ist keine Einstellung und hat keine Wirkung. Meinten Sie { $nearest }?
unknown-variable-alone = { $name } ist keine Einstellung und hat keine Wirkung. `gangway config` zeigt alle Einstellungen.

# How the mail server is reached
encrypted-tls = { $server }, verschlüsselt (TLS)
encrypted-starttls = { $server }, verschlüsselt (STARTTLS)
encrypted-if-offered = { $server }, verschlüsselt, wenn der Server es anbietet
unencrypted = { $server }, unverschlüsselt
number-invalid = Geben Sie eine ganze Zahl von { NUMBER($from) } bis { NUMBER($to) } an.
