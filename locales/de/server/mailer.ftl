it-did-not-answer-within-20 = Er hat nicht innerhalb von 20 Sekunden geantwortet.
smtp-url-asks-for-no-encryption = SMTP_URL verwendet keine Verschlüsselung: Verwenden Sie smtps://HOST oder ergänzen Sie ?tls=required.
reply-too-long = die Antwort des Mailservers ist zu lang
not-an-address = keine E-Mail-Adresse
unreadable = { $file } kann nicht gelesen werden: { $reason }
no-certificate = { $file } enthält kein PEM-Zertifikat: { $reason }

# Previews
subject-label = Betreff:
recipient = { $name } von { $partner }
sample-recipient = { $name } von { $partner } (Beispiel)

# Tests
mail-works = Der E-Mail-Versand funktioniert
mail-works-text = Wenn Sie das lesen, kann { $organisation } E-Mails senden.
test-subject = [Test] { $subject }
test-accepted = Der Mailserver hat den Test für { $address } angenommen: { $reply }
test-filed = Es ist kein Mailserver eingerichtet. Der Test für { $address } ist als Datei auf dem Server gespeichert.
test-failed = Der Test für { $address } wurde nicht gesendet. { $reason }

# Was schiefgeht; auf Englisch gespeichert, wenn es eine E-Mail in der Warteschlange trifft
did-not-finish = Der Mailserver war nach { NUMBER($seconds) } Sekunden nicht fertig.
unexpected-reply = Der Mailserver hat unerwartet geantwortet: { $reply }
unreachable = Der Mailserver ist nicht erreichbar: { $reason }
sign-in-refused = Der Mailserver hat die Anmeldung abgelehnt. Prüfen Sie SMTP_URL. { $reply }
sender-refused = Der Mailserver hat den Absender abgelehnt. Prüfen Sie SMTP_URL und GANGWAY_MAIL_FROM. { $reply }
cannot-be-built = Die E-Mail kann nicht erstellt werden: { $reason }
file-not-written = Die Datei kann nicht geschrieben werden: { $reason }
