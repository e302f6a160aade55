youre-all-set = Alles eingerichtet
everything-on-this-list-is-done = Alle Punkte dieser Liste sind erledigt.
set-up-your-partner-portal = Partnerportal einrichten
hide-this-list = Liste ausblenden
done = Erledigt
to-do = Offen
setup-checklist = Checkliste zur Einrichtung
the-first-steps-shown-above-the = Die ersten Schritte. Inhaber und Admins sehen sie über den Partnern.
show-it-again = Wieder anzeigen
another-picture = Neues Bild
picture = Bild
remove-logo = Logo entfernen
logo = Logo
png-jpeg-or-webp-at-most = PNG, JPEG oder WebP, höchstens 512 KB. Wird auf hellem Hintergrund anstelle des Namens der Organisation angezeigt.
upload-logo = Logo hochladen
the-logo-as-it-is = Aktuelles Logo
organisation = Organisation
the-name-and-colour-that-partners = Name und Farbe für Ihre Partner und der Versand von Einladungen.
what-partners-read-first = Was Partner zuerst lesen
the-partner-manager = Die Ansprechperson des Partners
name = Name
replies-go-to = Antworten gehen an
invitations-last = Gültigkeit von Einladungen
language = Sprache
time-zone = Zeitzone
accent-colour = Akzentfarbe
public-url = Öffentliche URL
only-owners-change-these-settings = Nur Inhaber können diese Einstellungen ändern.
partners-see-it-on-every-page = Partner sehen ihn auf jeder Seite und in jeder E-Mail.
reply-to-address = Antwortadresse
replies-to-invitations-and-password-emails = Hierhin gehen Antworten auf E-Mails an Ihre Partner. Bleibt das Feld leer, gehen sie an die Ansprechperson des Partners.
lifetime-hint = Gilt für neue und erneut gesendete Einladungen. Bestehende behalten ihr Ablaufdatum.
reminders = Erinnerungen
reminders-hint = Tage nach der Einladung, an denen Kontakte ohne aktivierten Zugang in der Arbeitszeit erinnert werden: 3, 7, 14. Leer lassen für keine.
no-reminders = Keine Erinnerungen
reminders-after = { $days } Tage nach der Einladung
enter-reminder-days = Geben Sie bis zu 5 verschiedene Tage von 1 bis 90 ein, den frühesten zuerst: 3, 7, 14.
language-hint = Wird für Kontakte ohne eigene Sprache verwendet.
for-scheduled-emails-pages-show-times = Für geplante E-Mails. Auf den Seiten stehen Zeiten in der Zeitzone der lesenden Person.
welcome-text = Willkommenstext
what-partners-read-first-in-their = Das lesen Partner in ihrem Portal zuerst. Markdown wie in den E-Mails: [ein Link](https://example.com), - für eine Liste, **fett**.
every-link-begins-with-it-the = Jeder Link beginnt damit. Wird in der Serverkonfiguration festgelegt: GANGWAY_PUBLIC_URL.
save = Speichern
terms = Bedingungen
what-partners-accept-as-they-activate = Das akzeptieren Partner, wenn sie ihren Zugang aktivieren. Ohne Bedingungen entfällt die Frage.
text-of-the-terms = Text der Bedingungen
markdown-like-the-emails-for-a = Markdown wie in den E-Mails: # für eine Überschrift, - für eine Liste, **fett**. Bleibt das Feld leer, muss nichts akzeptiert werden.
each-change-makes-a-new-version = Jede Änderung erzeugt eine neue Version für alle, die ihren Zugang danach aktivieren. Für aktive Kontakte gilt weiter die Version, die sie akzeptiert haben.
versions = Versionen
no-terms = Keine Bedingungen
written = Verfasst
by = Von
accepted-by = Akzeptiert von
go-to-the-start-page = Zur Startseite
olive = Oliv
green = Grün
choose-a-picture = Wählen Sie ein Bild.
the-picture-is-larger-than-512 = Das Bild ist größer als 512 KB. Wählen Sie ein kleineres.
this-is-no-png-jpeg-or = Wählen Sie ein Bild im Format PNG, JPEG oder WebP.
each-side-of-the-picture-has = Jede Seite des Bildes muss 16 bis 4096 Pixel lang sein.
choose-a-lifetime-from-1-hour = Wählen Sie eine Gültigkeit von 1 Stunde bis 30 Tagen aus der Liste.
choose-a-colour-from-the-list = Wählen Sie eine Farbe aus der Liste.
choose-a-language-from-the-list = Wählen Sie eine Sprache aus der Liste.
read-the-terms-and-accept-them = Lesen und akzeptieren Sie die Bedingungen, um Ihren Zugang zu aktivieren.
the-terms-were-changed-while-this = Die Bedingungen wurden geändert, während diese Seite geöffnet war. Lesen Sie sie noch einmal und akzeptieren Sie sie dann.

# Settings
hours = { $count ->
    [one] 1 Stunde
   *[other] { $count } Stunden
}
days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
}
sea-teal = Türkis
blue = Blau
indigo = Indigo
violet = Violett
plum = Pflaume
rose = Rosé
rust = Rost

# The setup checklist
steps-done = { NUMBER($done) } von { NUMBER($count) } erledigt

# Terms
partners-accept-none = Partner müssen keine Bedingungen annehmen.
only-owners-write = Nur Inhaber können die Bedingungen ändern.
version = Version
version-number = Version { NUMBER($number) }
people = { $count ->
    [one] 1 Person
   *[other] { $count } Personen
}
terms-of = Bedingungen des Partnerprogramms von { $organisation }
# A date follows.
version-written-on = Version { NUMBER($number) } vom
earlier-version = Dies ist eine frühere Version. Inzwischen gilt eine andere.
