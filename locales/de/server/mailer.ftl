it-did-not-answer-within-20 = Er hat nicht innerhalb von 20 Sekunden geantwortet.
reply-too-long = die Antwort des Mailservers ist zu lang
unreadable = { $file } kann nicht gelesen werden: { $reason }

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
no-smtp = Was dort antwortet, ist kein Mailserver. Prüfen Sie Host und Port.
cannot-be-built = Die E-Mail kann nicht erstellt werden: { $reason }
file-not-written = Die Datei kann nicht geschrieben werden: { $reason }
no-certificate = { $file } enthält kein Zertifikat im PEM-Format. Verwenden Sie das Zertifikat des Mailservers oder das der Stelle, die es ausgestellt hat; ein privater Schlüssel ist keines.
no-encryption-to-verify = { $set_in ->
    [page] Die Verbindung ist nicht verschlüsselt, also gibt es kein Zertifikat zu prüfen. Wählen Sie TLS oder STARTTLS oder entfernen Sie GANGWAY_SMTP_CA.
   *[environment] SMTP_URL verwendet keine Verschlüsselung: Verwenden Sie smtps://HOST oder ergänzen Sie ?tls=required.
}
sender-gets-no-email = E-Mails können gesendet werden, aber die Adresse des Absenders nimmt keine an, sodass Antworten und Rückläufer verloren gehen: { $reply }
speaks-no-tls = Der Mailserver verwendet auf diesem Port nicht von Anfang an TLS. { $set_in ->
    [page] Wählen Sie STARTTLS (meist Port 587).
   *[environment] Verwenden Sie smtp://BENUTZER:PASSWORT@HOST:PORT?tls=required in SMTP_URL (STARTTLS, meist Port 587).
}
speaks-tls-first = Port { $port } des Mailservers verwendet von Anfang an TLS. { $set_in ->
    [page] Wählen Sie TLS.
   *[environment] Verwenden Sie smtps://BENUTZER:PASSWORT@HOST:{ $port } in SMTP_URL.
}
no-starttls = Der Mailserver bietet auf diesem Port kein STARTTLS an. { $set_in ->
    [page] Wählen Sie TLS (meist Port 465) oder den Port, der STARTTLS anbietet (meist 587).
   *[environment] Verwenden Sie smtps://HOST in SMTP_URL (meist Port 465) oder den Port, der STARTTLS anbietet (meist 587).
}
no-sign-in = Der Mailserver bietet auf dieser Verbindung keine Anmeldung mit Passwort an (AUTH PLAIN oder LOGIN). { $set_in ->
    [page] Verwenden Sie seinen Port für das Senden mit Passwort: TLS (465) oder STARTTLS (587). Braucht er kein Passwort, lassen Sie Benutzer und Passwort leer.
   *[environment] Verwenden Sie in SMTP_URL seinen Port für das Senden mit Passwort: smtps://BENUTZER:PASSWORT@HOST (465) oder smtp://BENUTZER:PASSWORT@HOST?tls=required (587). Braucht er kein Passwort, entfernen Sie BENUTZER:PASSWORT@.
}
no-mail-server = Was an diesem Port antwortet, nimmt keine E-Mails zum Senden an. { $set_in ->
    [page] Verwenden Sie den Port zum Senden, meist 465 oder 587.
   *[environment] Setzen Sie SMTP_URL auf den Port zum Senden, meist 465 oder 587.
}
certificate-expired = Das Zertifikat des Mailservers für { $host } ist abgelaufen. Erneuern Sie es.
certificate-of-another = Das Zertifikat des Mailservers gilt nicht für { $host }. { $set_in ->
    [page] Verwenden Sie den Namen im Zertifikat als Host.
   *[environment] Verwenden Sie in SMTP_URL den Namen im Zertifikat als Host.
} { $reason }
certificate-unknown = Das Zertifikat des Mailservers für { $host } stammt von keiner Stelle, die Gangway kennt. Legen Sie das Zertifikat dieser Stelle oder das des Mailservers in eine Datei und setzen Sie GANGWAY_SMTP_CA auf deren Pfad.
not-encrypted = Die Verbindung zu { $host } konnte nicht verschlüsselt werden. Gangway braucht TLS 1.2 oder neuer. { $set_in ->
    [page] Prüfen Sie Host, Port und Verschlüsselung.
   *[environment] Prüfen Sie SMTP_URL.
} { $reason }
