# Why an email was refused
sign-in = Der Mailserver hat unsere Anmeldung nicht akzeptiert.
our-sender = Der Mailserver akzeptiert die Absenderadresse nicht.
us = Der Mailserver nimmt keine E-Mails von Gangway an.
no-mailbox = Das Postfach existiert nicht.
no-domain = Die Domain nimmt keine E-Mails an.
bad-address = Die Adresse ist ungültig.
disabled = Das Postfach ist deaktiviert.
full = Das Postfach ist voll.
closed = Das Postfach nimmt nur E-Mails ausgewählter Absender an.
too-large = Die E-Mail ist zu groß.
address = Der Mailserver hat die Adresse abgelehnt.
spam = Der Mailserver hat die E-Mail abgelehnt, möglicherweise als Spam.
rules = Der Mailserver hat die E-Mail aufgrund seiner Regeln abgelehnt.
email = Der Mailserver hat die E-Mail abgelehnt.
unreachable = Der Mailserver war nicht erreichbar.
no-room = Der Mailserver hat keinen Speicherplatz mehr.
later = Der Mailserver bittet um einen späteren Versuch.
nothing = Die E-Mail konnte nicht zugestellt werden.

# Why nothing is sent, and what to do; stored in every language
fix-our-name = Der Mailserver akzeptiert { $name } nicht, den Namen, mit dem sich Gangway meldet. { $set_in ->
    [page] Setzen Sie GANGWAY_PUBLIC_URL auf einen vollständigen Hostnamen.
   *[environment] Setzen Sie GANGWAY_PUBLIC_URL auf einen vollständigen Hostnamen oder hängen Sie den richtigen Namen an SMTP_URL an: smtps://BENUTZER:PASSWORT@HOST/NAME.
} { $reply }
fix-relaying = Der Mailserver leitet keine E-Mails für Gangway weiter. { $set_in ->
    [page] Prüfen Sie Benutzer und Passwort unter E-Mail > E-Mail-Versand > Mailserver oder erlauben Sie der Maschine von Gangway, über den Mailserver zu senden.
   *[environment] Prüfen Sie Benutzer und Passwort in SMTP_URL oder erlauben Sie der Maschine von Gangway, über den Mailserver zu senden.
} { $reply }
fix-sign-in = Der Mailserver hat die Anmeldung abgelehnt. { $set_in ->
    [page] Prüfen Sie Benutzer und Passwort unter E-Mail > E-Mail-Versand > Mailserver, oder ergänzen Sie sie.
   *[environment] Prüfen Sie Benutzer und Passwort in SMTP_URL, oder ergänzen Sie sie.
} { $reply }
fix-encryption = Der Mailserver nimmt E-Mails nur über eine verschlüsselte Verbindung an. { $set_in ->
    [page] Wählen Sie TLS oder STARTTLS unter E-Mail > E-Mail-Versand > Mailserver.
   *[environment] Verwenden Sie smtps://HOST in SMTP_URL oder ergänzen Sie ?tls=required.
} { $reply }
fix-our-sender = Der Mailserver hat den Absender abgelehnt. { $set_in ->
    [page] Prüfen Sie den Absender unter E-Mail > E-Mail-Versand > Mailserver und ob der Benutzer dort von dieser Adresse senden darf.
   *[environment] Prüfen Sie GANGWAY_MAIL_FROM und ob der Benutzer in SMTP_URL von dieser Adresse senden darf.
} { $reply }
fix-our-domain = Der Mailserver kann die Domain des Absenders nicht prüfen. { $set_in ->
    [page] Prüfen Sie SPF, DKIM und DMARC der Domain oder senden Sie über deren eigenen Mailserver.
   *[environment] Prüfen Sie SPF, DKIM und DMARC der Domain in GANGWAY_MAIL_FROM oder senden Sie über deren eigenen Mailserver (SMTP_URL).
} { $reply }
fix-our-network = Der Mailserver nimmt von der Netzwerkadresse dieser Maschine keine E-Mails an. { $set_in ->
    [page] Geben Sie unter E-Mail > E-Mail-Versand > Mailserver den Server Ihres E-Mail-Anbieters ein oder bitten Sie den Anbieter, diese Maschine zuzulassen.
   *[environment] Setzen Sie SMTP_URL auf den Server Ihres E-Mail-Anbieters oder bitten Sie den Anbieter, diese Maschine zuzulassen.
} { $reply }
fix-our-quota = Das Limit dieses Kontos beim Mailserver ist erreicht. Das Senden geht weiter, sobald er es wieder zulässt. { $set_in ->
    [page] Für ein höheres Limit fragen Sie Ihren E-Mail-Anbieter oder verwenden Sie ein anderes Konto.
   *[environment] Für ein höheres Limit fragen Sie Ihren E-Mail-Anbieter oder verwenden Sie in SMTP_URL ein anderes Konto.
} { $reply }
fix-our-account = Der E-Mail-Anbieter hat das Senden für dieses Konto gesperrt. { $set_in ->
    [page] Fragen Sie ihn nach dem Grund, oder verwenden Sie ein anderes Konto.
   *[environment] Fragen Sie ihn nach dem Grund, oder verwenden Sie in SMTP_URL ein anderes Konto.
} { $reply }
fix-us = Der Mailserver lehnt E-Mails von Gangway ab. { $set_in ->
    [page] Prüfen Sie E-Mail > E-Mail-Versand > Mailserver.
   *[environment] Prüfen Sie SMTP_URL und GANGWAY_MAIL_FROM.
} { $reply }
fix-same-for-all = Der Mailserver hat E-Mails an mehrere Domains auf dieselbe Weise abgelehnt, also liegt der Grund wahrscheinlich hier. { $set_in ->
    [page] Prüfen Sie E-Mail > E-Mail-Versand > Mailserver.
   *[environment] Prüfen Sie SMTP_URL und GANGWAY_MAIL_FROM.
} { $reply }
