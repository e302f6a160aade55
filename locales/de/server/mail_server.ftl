key-lost = Benutzer und Passwort des Mailservers können nicht gelesen werden: { $file } fehlt oder ist ein anderer Schlüssel. Legen Sie die Datei zurück oder lassen Sie beides unter E-Mail > E-Mail-Versand > Mailserver neu eingeben. Bis dahin warten die E-Mails.
key-unusable = Der Schlüssel { $file } kann nicht verwendet werden: { $error } Stellen Sie die Datei aus einer Sicherung wieder her oder löschen Sie sie und speichern Sie noch einmal.
no-longer-fits = Der gespeicherte Mailserver kann so nicht verwendet werden. Geben Sie ihn unter E-Mail > E-Mail-Versand > Mailserver neu ein.
set-by-environment = In der Umgebung festgelegt: SMTP_URL und GANGWAY_MAIL_FROM. Nur dort kann er geändert werden.
only-owners = Nur Inhaber können den Mailserver ändern.
place = unter E-Mail > E-Mail-Versand > Mailserver
this-page = hier
host-invalid = Geben Sie einen Hostnamen ein, zum Beispiel smtp.example.com.
unencrypted = Passwörter und Links gingen unverschlüsselt durchs Netz. Wählen Sie TLS oder STARTTLS. Ohne Verschlüsselung wird nur ein Mailserver auf dieser Maschine verwendet: localhost.
enter-user = Geben Sie den Benutzer ein.
enter-password = Geben Sie das Passwort ein. Das gespeicherte gilt nur für denselben Host und Benutzer.

# Providers; each calls its pages as they are called there
provider = { $word ->
    [gmail] Google Workspace / Gmail
    [microsoft] Microsoft 365
    [ses] Amazon SES
    [postmark] Postmark
    [mailgun] Mailgun
    [sendgrid] SendGrid
    [brevo] Brevo
    [fastmail] Fastmail
    [zoho] Zoho Mail
   *[local] Eigener Mailserver, zum Beispiel Postfix
}
provider-hint = { $word ->
    [gmail] Benutzer: die vollständige Gmail-Adresse. Passwort: ein App-Passwort von myaccount.google.com/apppasswords; dafür muss die Bestätigung in zwei Schritten aktiviert sein. Absender muss diese Adresse oder einer ihrer Aliasse sein.
    [microsoft] Benutzer: die vollständige Adresse eines Postfachs. Passwort: das des Postfachs oder ein App-Kennwort. Aktivieren Sie im Admin Center „Authentifiziertes SMTP“ für dieses Postfach. Ab 2027 schaltet Microsoft Passwörter für SMTP ab, wenn ein Administrator sie nicht erlaubt.
    [ses] Ersetzen Sie eu-central-1 durch Ihre Region. Benutzer und Passwort: SMTP-Zugangsdaten, die Sie in der SES-Konsole unter „SMTP settings“ erstellen; Zugriffsschlüssel funktionieren nicht. Verifizieren Sie dort die Domain des Absenders und holen Sie Ihr Konto aus der Sandbox.
    [postmark] Benutzer und Passwort: Access Key und Secret Key eines SMTP-Tokens (Message Stream > Settings), oder das Server-API-Token für beides. Der Absender muss eine bestätigte „Sender Signature“ sein.
    [mailgun] Benutzer und Passwort: die SMTP-Zugangsdaten Ihrer Domain (Domain settings > SMTP credentials). In der EU-Region ist der Host smtp.eu.mailgun.org.
    [sendgrid] Benutzer: das Wort apikey. Passwort: ein API-Schlüssel mit der Berechtigung „Mail Send“. Verifizieren Sie den Absender unter Settings > Sender Authentication.
    [brevo] Benutzer: der Login, der unter Einstellungen > SMTP & API steht. Passwort: ein SMTP-Schlüssel von dort; ein API-Schlüssel funktioniert nicht.
    [fastmail] Benutzer: Ihre vollständige Fastmail-Adresse. Passwort: ein App-Passwort aus Settings > Privacy & Security.
    [zoho] Benutzer: die vollständige Adresse. Passwort: ein anwendungsspezifisches Passwort, wenn die Zwei-Faktor-Authentifizierung aktiviert ist. In der EU ist der Host smtppro.zoho.eu, für private Konten smtp.zoho.com.
   *[local] Ein Mailserver wie Postfix auf der Maschine oder im Container, in dem Gangway läuft. Meist braucht er weder Benutzer noch Passwort.
}
