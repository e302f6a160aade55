### Was über E-Mails bekannt wird, nachdem ein Mailserver sie angenommen hat.

kind = { $kind ->
    [bounced] Endgültig unzustellbar
    [returned] Zurückgekommen, vielleicht nur vorerst
    [delayed] Verzögert
    [complained] Beschwerde
    [answered] Automatische Antwort
   *[other] Nichts davon
}
recorded = Bei der E-Mail vermerkt, um die es geht.
known = Schon gemeldet: Nichts wurde geändert.
not-ours = Es geht um keine E-Mail dieses Gangway: Nichts wurde geändert.

# Das Postfach, das per IMAP gelesen wird
no-imap = Was dort antwortet, ist kein IMAP-Server. Prüfen Sie Host und Port.
not-encrypted = Die Verbindung zu { $host } ließ sich nicht verschlüsseln: { $reason }. Stammt das Zertifikat von Ihrer eigenen Zertifizierungsstelle, setzen Sie GANGWAY_SMTP_CA.
no-starttls = Der Server bietet auf diesem Port kein STARTTLS an. Verwenden Sie imaps://, meist auf Port 993.
no-sign-in = Der Server nimmt auf dieser Verbindung kein Passwort an. Verwenden Sie imaps://, meist auf Port 993.
sign-in-refused = Der Server lehnt Benutzer oder Passwort ab: { $reply }
no-folder = Der Ordner { $folder } kann nicht geöffnet werden: { $reply }
