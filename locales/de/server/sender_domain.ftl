lead = Was andere Mailserver über { $domain } nachschlagen, bevor sie Ihre E-Mails annehmen.
state = { $word ->
    [ok] OK
    [not_needed] Nicht nötig
    [missing] Fehlt
    [wrong] Zu korrigieren
    [unclear] Unklar
   *[unchecked] Nicht prüfbar
}

# Why nothing is checked
no-mail-server = Es ist kein Mailserver in Gebrauch, deshalb gibt es noch nichts zu prüfen.
public-mailbox = { $domain } gehört dem Anbieter, der sich um die DNS-Einträge kümmert. Um im Namen Ihrer Organisation zu senden, verwenden Sie eine Absenderadresse mit Ihrer eigenen Domain.
local-domain = { $domain } ist keine Domain im Internet, deshalb gibt es nichts zu prüfen. Verwenden Sie eine Absenderadresse mit Ihrer eigenen Domain.
no-dns-server = Nicht prüfbar: Kein DNS-Server antwortet. Prüfen Sie die Netzwerkverbindung des Servers, auf dem Gangway läuft.
dns-failed = Nicht prüfbar: Der DNS-Server meldet einen Fehler. Versuchen Sie es später noch einmal.

# SPF: which servers may send
spf-missing = { $domain } hat keinen SPF-Eintrag. Andere Mailserver wissen deshalb nicht, wer in ihrem Namen senden darf. Fügen Sie diesen hinzu:
spf-missing-guessed = { $domain } hat keinen SPF-Eintrag. Andere Mailserver wissen deshalb nicht, wer in ihrem Namen senden darf. Fragen Sie Ihren E-Mail-Anbieter nach der richtigen Angabe, oder fügen Sie diesen Eintrag hinzu, wenn E-Mails von diesem Server aus versendet werden:
spf-missing-unknown = { $domain } hat keinen SPF-Eintrag. Andere Mailserver wissen deshalb nicht, wer in ihrem Namen senden darf. Fragen Sie Ihren E-Mail-Anbieter nach dem richtigen Eintrag.
spf-several = { $domain } hat { NUMBER($count) } SPF-Einträge. Nur einer ist erlaubt; bei mehreren gilt keiner. Ersetzen Sie sie durch diesen:
spf-allowed = { $server } darf für { $domain } senden.
spf-not-allowed = Im SPF-Eintrag fehlt { $server }. Ersetzen Sie ihn durch diesen:
spf-not-listed = Im SPF-Eintrag steht { $server } nicht. Das kann richtig sein, wenn Ihre E-Mails von anderen Adressen aus versendet werden: Fragen Sie Ihren Anbieter. Andernfalls ersetzen Sie den Eintrag durch diesen:
spf-server-unknown = Es gibt einen SPF-Eintrag. Von welcher Adresse Ihre E-Mails versendet werden, ist hier nicht bekannt. Ob der Eintrag sie erlaubt, ist deshalb unklar.
spf-unclear = Der SPF-Eintrag hängt von der einzelnen E-Mail ab. Ob er { $server } erlaubt, lässt sich von hier aus nicht sagen.
spf-open = Der SPF-Eintrag von { $domain } erlaubt jedem Server im Internet zu senden (+all). Ersetzen Sie ihn durch diesen:
spf-too-many = Der SPF-Eintrag braucht mehr als 10 DNS-Abfragen, deshalb ignorieren andere Mailserver ihn womöglich. Entfernen Sie die Angaben von Diensten, die nicht mehr für Sie senden.
spf-broken = Der SPF-Eintrag ist ungültig, deshalb ignorieren andere Mailserver ihn womöglich. Korrigieren oder entfernen Sie diesen Teil: { $term }
spf-of-provider = { $server } versieht Ihre E-Mails mit einer eigenen Rücksendeadresse, für die SPF geprüft wird. Für Ihre Domain zählt DKIM.

# DKIM: the signature
dkim-published = Ein Schlüssel für Signaturen ist unter { $name } veröffentlicht.
dkim-wrong = Der Schlüssel unter { $name } ist leer oder ungültig, deshalb gelten Signaturen damit nicht. { $server } zeigt Ihnen den richtigen Eintrag: { $place }.
dkim-missing = Für { $domain } ist kein Schlüssel für Signaturen veröffentlicht. { $server } zeigt Ihnen die nötigen Einträge: { $place }.
dkim-unclear = Unter den üblichen Namen wurde kein Schlüssel gefunden, aber { $server } verwendet vielleicht andere. Die nötigen Einträge stehen dort unter { $place }. Prüfen Sie die Signatur mit einer Test-E-Mail.
dkim-unknown = Mit welchem Schlüssel Ihr Mailserver signiert, lässt sich nicht nachschlagen. Prüfen Sie die Signatur mit einer Test-E-Mail.
dkim-place = { $word ->
    [gmail] Admin-Konsole > Apps > Google Workspace > Gmail > E-Mails authentifizieren
    [microsoft] Microsoft Defender-Portal > E-Mail-Authentifizierungseinstellungen > DKIM
    [ses] SES-Konsole > Identities > Ihre Domain > Authentication
    [postmark] Sender Signatures > Ihre Domain > DNS settings
    [mailgun] Sending > Domains > Ihre Domain > DNS records
    [sendgrid] Settings > Sender Authentication
    [brevo] Absender, Domains & dedizierte IPs > Domains
    [fastmail] Einstellungen > Domains
   *[zoho] Admin Console > Domains > Ihre Domain > Email Configuration > DKIM
}

# DMARC: what happens to forged emails
dmarc-missing = { $domain } hat keinen DMARC-Eintrag. Große Anbieter erwarten einen. Dieser bittet nur um Berichte:
dmarc-several = Unter { $name } gibt es mehr als einen DMARC-Eintrag, deshalb gilt keiner. Behalten Sie einen davon.
dmarc-invalid = Der DMARC-Eintrag unter { $name } ist ungültig, deshalb ignorieren andere Mailserver ihn. Ersetzen Sie ihn durch diesen:
dmarc-found = { $policy ->
    [none] Der Eintrag unter { $name } bittet nur um Berichte (p=none). Sobald SPF und DKIM in Ordnung sind, schützt p=quarantine besser vor gefälschten E-Mails.
    [quarantine] Der Eintrag unter { $name } bittet darum, gefälschte E-Mails als Spam zu behandeln (p=quarantine).
   *[reject] Der Eintrag unter { $name } bittet darum, gefälschte E-Mails abzulehnen (p=reject).
}

# The message to the administrator of the DNS
request-hint = Für die Person, die das DNS Ihrer Domain verwaltet.
request-subject = DNS-Einträge für E-Mails von { $domain }
request-greeting = Guten Tag,
request-lead = wir senden E-Mails von { $domain }. Damit sie ankommen und nicht im Spam landen, braucht das DNS der Domain diese Änderungen:
request-add = { $name }: diesen Eintrag hinzufügen
request-replace = { $name }: den vorhandenen Eintrag durch diesen ersetzen

# The signature of a test email
test-hint = Senden Sie sich einen Test und öffnen Sie seinen Quelltext: in Gmail „Original anzeigen“, in Outlook „Nachrichtenquelle anzeigen“. Kopieren Sie alles und fügen Sie es hier ein.
no-source = Fügen Sie den ganzen Quelltext der Test-E-Mail ein, mit den Zeilen, die mit From: und DKIM-Signature: beginnen.
another-sender = Diese E-Mail ist nicht von einer Adresse bei { $domain }. Fügen Sie den Quelltext einer Test-E-Mail von Gangway ein.
not-signed = Diese E-Mail ist nicht signiert. Schalten Sie bei Ihrem E-Mail-Anbieter DKIM für { $domain } ein, und fügen Sie den DNS-Eintrag hinzu, den er Ihnen zeigt.
signed-by-another = Diese E-Mail ist von { $signer } signiert, nicht von { $domain }. Schalten Sie bei Ihrem E-Mail-Anbieter DKIM für { $domain } ein, und fügen Sie den DNS-Eintrag hinzu, den er Ihnen zeigt.
signed = DKIM funktioniert: Die E-Mail ist von { $signer } signiert, und der Schlüssel ist unter { $name } veröffentlicht.
signature-broken = Der Schlüssel ist unter { $name } veröffentlicht, aber laut dem Mailserver des Empfängers passt die Signatur nicht dazu. Vergleichen Sie den Eintrag mit dem, den Ihr E-Mail-Anbieter Ihnen zeigt.
key-revoked = Die E-Mail ist signiert, aber der Schlüssel unter { $name } ist leer: Er wurde widerrufen. Fügen Sie den DNS-Eintrag hinzu, den Ihr E-Mail-Anbieter Ihnen zeigt.
key-invalid = Die E-Mail ist signiert, aber der Eintrag unter { $name } ist kein gültiger Schlüssel. Vergleichen Sie ihn mit dem, den Ihr E-Mail-Anbieter Ihnen zeigt.
key-missing = Die E-Mail ist signiert, aber unter { $name } gibt es keinen Schlüssel. Fügen Sie den DNS-Eintrag hinzu, den Ihr E-Mail-Anbieter Ihnen unter diesem Namen zeigt.

# A record to be added
field = { $word ->
    [type] Typ
    [name] Name
   *[value] Wert
}
copy-field = { $word ->
    [type] Typ kopieren
    [name] Name kopieren
   *[value] Wert kopieren
}
