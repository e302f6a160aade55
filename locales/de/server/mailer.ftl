it-did-not-answer-within-20 = Er hat nicht innerhalb von 20 Sekunden geantwortet.
smtp-url-asks-for-no-encryption = SMTP_URL verwendet keine Verschlüsselung: Verwenden Sie smtps://HOST oder ergänzen Sie ?tls=required.
the-mail-server-says-more-than = die Antwort des Mailservers ist zu lang
not-an-address = keine E-Mail-Adresse
