these-changes-arent-saved-yet = Diese Änderungen sind noch nicht gespeichert.
discard-changes = Änderungen verwerfen
name = Name
only-you-and-your-colleagues-see = Nur für Ihr Team sichtbar.
language = Sprache
languages-after-saving = Weitere Sprachen können Sie nach dem Speichern hinzufügen.
subject = Betreff
message = Nachricht
save = Speichern
cancel = Abbrechen
unsaved-changes = Nicht gespeicherte Änderungen
preview-as = Vorschau für
preview = Vorschau
add-a-template = Vorlage hinzufügen
the-default-template-it-is-used = Die Standardvorlage: wird verwendet, wenn keine andere ausgewählt ist.
the-words-of-an-invitation = Der Text einer Einladung.
all-email-templates = Alle E-Mail-Vorlagen
languages = Sprachen
all-languages = Alle Sprachen
add-a-language = Sprache hinzufügen
it-starts-with-the-words-that = Beginnt mit dem mitgelieferten Text.
email-templates = E-Mail-Vorlagen
the-text-of-your-emails-invitations = Die Texte Ihrer E-Mails. Einladungen verwenden die Standardvorlage, wenn keine andere ausgewählt ist.
invitations = Einladungen
other-emails = Weitere E-Mails
default = Standard
not-used = Nicht verwendet: { $languages }. Speichern Sie sie erneut, um den Grund zu sehen.
used = Verwendung
updated = Aktualisiert
make-default = Als Standard festlegen
duplicate = Duplizieren
no-invitation-uses-it = Keine Einladung verwendet diese Vorlage.
what-was-sent-with-it-stays = Bereits Gesendetes bleibt unverändert.
delete = Löschen
placeholders-and-formatting = Platzhalter und Formatierung
contact-first-name-there = {"{"}{"{"} contact_first_name | zusammen {"}"}{"}"}
formatting = Formatierung
bold = Fett
italic = Kursiv
link = Link
button = Schaltfläche
placeholders = Platzhalter
choose-a-language-from-the-list = Wählen Sie eine Sprache aus der Liste.
enter-the-subject = Geben Sie den Betreff ein.
the-subject-is-one-line-remove = Der Betreff darf nur eine Zeile haben. Entfernen Sie den Zeilenumbruch.
the-subject-contains-an-invisible-or = Der Betreff enthält ein unsichtbares Zeichen oder ein Steuerzeichen. Geben Sie ihn neu ein.
enter-the-message = Geben Sie die Nachricht ein.
expiry-date = Ablaufdatum
the-team-member-who-invites-them = Das einladende Teammitglied
the-button-with-their-own-activation = Die Schaltfläche mit dem persönlichen Aktivierungslink
the-button-with-the-link-to = Die Schaltfläche mit dem Link zum Festlegen eines Passworts
the-button-with-the-link-that = Die Schaltfläche mit dem Link zum Bestätigen der Adresse
when-the-link-expires = Wann der Link abläuft, in der Zeitzone Ihrer Organisation
there-is-no-placeholder-of-this = einen Platzhalter mit diesem Namen gibt es nicht.

# List
head-template = Vorlage
invitations-count = { $count ->
    [0] Keine Einladungen
    [one] 1 Einladung
   *[other] { $count } Einladungen
}
delete-open = Bereits Gesendetes bleibt unverändert. { $count ->
    [one] 1 Einladung ist noch nicht angenommen: Weitere E-Mails dazu verwenden die Standardvorlage.
   *[other] { $count } Einladungen sind noch nicht angenommen: Weitere E-Mails dazu verwenden die Standardvorlage.
}
delete-planned = { $count ->
    [one] 1 geplante E-Mail wird dann mit der Standardvorlage versendet.
   *[other] { $count } geplante E-Mails werden dann mit der Standardvorlage versendet.
}
delete-question = Vorlage { $name } löschen?
delete-name = { $name } löschen

# Editor
edit-name = { $name } bearbeiten
edit-tab = { $title }, { $language }
test-hint = Ein Test geht mit dem aktuellen Text an { $address }. Der Link darin führt nirgendwohin.
show-line = Zeile { $line } zeigen
link-missing = Die Nachricht legt nicht fest, wo der Link steht. Er kommt ans Ende; mit { $code } steht er an anderer Stelle.
fallback-hint = Schreiben Sie in Markdown: **fett**, *kursiv*, [ein Link](https://example.com). Platzhalter stehen für das, was in jeder E-Mail anders ist. Text nach einem | wird verwendet, wenn sonst nichts da ist: { $code }.
sample-bold = fetter Text
sample-italic = kursiver Text
sample-link = Linktext
bold-sign = F
italic-sign = K
insert = Einfügen:

# Languages
not-in-language = Diese Vorlage gibt es noch nicht auf { $language }. Nach dem Speichern erhalten Kontakte mit dieser Sprache diesen Text.
remove-language = { $language } entfernen
remove-language-question = { $language } aus dieser Vorlage entfernen?
remove-language-consequence = Kontakte mit dieser Sprache erhalten E-Mails dann in der Sprache Ihrer Organisation.

# When an email is sent
occasion-invitation = Wenn ein Kontakt eingeladen wird
occasion-reminder = Wenn eine Einladung erneut gesendet wird
occasion-reset = Wenn jemand das Passwort vergessen hat
occasion-address = An die neue Adresse, wenn eine Adresse geändert wird

# Placeholders
first-name = Vorname
last-name = Nachname
partner = Partner
organisation = Organisation
inviter = Einladende Person
manager = Ansprechperson
meaning-first-name = Vorname der Person, die die E-Mail erhält
meaning-last-name = Nachname dieser Person
meaning-partner = Das Unternehmen dieser Person
meaning-organisation = Ihre Organisation
meaning-manager = Das Teammitglied, das den Partner betreut

# Mistakes
at-line = Zeile { $line }, „{ $excerpt }“: { $problem }
link-stands-alone = { $code } muss allein stehen, in einer eigenen Zeile oder als [Text]({ $code }).
owners-only = Nur Inhaber können diese Vorlage ändern, denn ihr Link öffnet Konten. Sie können sie ansehen und sich einen Test senden.
unclosed = auf dieses { "{{" } folgt kein { "}}" }.
did-you-mean = diesen Platzhalter gibt es nicht. Meinten Sie { $code }?
line-control = Zeile { $line } enthält ein Steuerzeichen. Geben Sie die Zeile neu ein.
link-in-subject = Verschieben Sie { $code } in die Nachricht: Den Betreff kann jeder lesen, der eine Liste von E-Mails sieht.
