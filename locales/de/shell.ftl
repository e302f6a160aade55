start = Startseite
where-to = Startseite
needs-attention = Handlungsbedarf
partners = Partner
funnel = Trichter
partner-portal = Partnerportal
sign-in = Anmelden
page-not-found = Seite nicht gefunden
there-is-no-page-here = Seite nicht gefunden
the-address-may-be-mistyped-or = Die Adresse ist falsch geschrieben, oder die Seite wurde entfernt.
go-to-the-start-page = Zur Startseite
menu = Menü
main = Hauptnavigation
skip-to-content = Zum Inhalt springen
my-account = Mein Konto
sign-out = Abmelden
theme = Design
system = System
light = Hell
dark = Dunkel

# The navigation
program = Partnerprogramm
programs = Programme
statuses = Status
terms = Bedingungen
email = E-Mail
templates = Vorlagen
mail = E-Mail-Versand
organisation = Organisation
settings = Einstellungen
team = Team
audit-log = Protokoll
help = Hilfe
welcome = Willkommen
my-company = Mein Unternehmen
my-programs = Meine Programme
my-team = Mein Team
your-contact-at = Ihr Kontakt bei { $organisation }:

# The palette
find-or-jump-to = Suchen
what-can-be-found = Partner, Kontakt, Seite oder Aktion
ctrl-k = Strg K
results = Ergebnisse
nothing-found = Nichts gefunden
page = Seite
action = Aktion
add-a-new-partner = Partner hinzufügen
import-partners = Partner importieren
invite-a-colleague = Teammitglied einladen

# Keyboard shortcuts
keyboard-shortcuts = Tastenkürzel
find-anything = Alles finden und öffnen
search-this-page = Auf dieser Seite oder nach Partnern suchen
add-a-partner = Partner hinzufügen
next-or-previous-row = Nächste oder vorherige Zeile
select-the-row = Zeile auswählen
open-the-row = Zeile öffnen
choose-the-status = Status der Zeile wählen
choose-the-programs = Programme der Zeile wählen
go-to-actions = Zu den Aktionen für ausgewählte Partner
go-to-partners = Zur Seite „Partner“
go-to-mail = Zur Seite „E-Mail-Versand“
show-these-shortcuts = Diese Tastenkürzel anzeigen
close = Schließen

# Who has just activated
one-activated = { $name } hat den Zugang aktiviert.
two-activated = { $first } und { $second } haben den Zugang aktiviert.
many-activated = { $name } und { NUMBER($count) } weitere Personen haben den Zugang aktiviert.
page-broken = Etwas hat diese Seite unterwegs verändert, vielleicht eine Erweiterung oder ein Proxy. Sie funktioniert weiterhin, aber Änderungen sehen Sie erst, wenn Sie sie neu laden.
