all = Alle
needs-attention = Handlungsbedarf
invited = Eingeladen
active = Aktiv
no-access = Kein Zugang
access = Zugang
change-partners = Partner ändern
no-partners-selected = Keine Partner ausgewählt
select-partners-in-the-list-first = Wählen Sie zuerst Partner in der Liste aus. Eine Auswahl bleibt einen Tag lang erhalten.
back-to-the-list = Zurück zur Liste
cancel = Abbrechen
template = Vorlage
status = Status
program = Programm
choose-one = Auswählen
show-their-names = Namen anzeigen
no-mail-server-is-configured-the = Es ist kein Mailserver eingerichtet: E-Mails würden nur als Dateien auf dem Server gespeichert. Kopieren Sie jeden Link auf der Seite des Partners und geben Sie ihn selbst weiter.
nothing-changes-for = Ohne Änderung
leave-out-those-who-got-an = Kontakte auslassen, die in den letzten 24 Stunden eine E-Mail erhalten haben
include-those-who-got-an-email = Kontakte einbeziehen, die in den letzten 24 Stunden eine E-Mail erhalten haben
progress = Fortschritt
continue-word = Fortsetzen
try-the-failed-ones-again = Fehlgeschlagene erneut versuchen
waiting = Ausstehend
sent = Gesendet
saved-as-files = Als Dateien gespeichert
failed = Fehlgeschlagen
activated = Aktiviert
were-skipped = { $count ->
    [one] 1 wurde übersprungen.
   *[other] { $count } wurden übersprungen.
}
outcomes = Ergebnisse
next-page = Nächste Seite
outcome = Ergebnis
what-happened = Details
access-now = Zugang jetzt
set-status = Status setzen
set-manager = Ansprechperson festlegen
add-to-program = Zu Programm hinzufügen
remove-from-program = Aus Programm entfernen
for-your-own-tracking-access-doesnt = Nur für Ihre eigene Übersicht. Der Zugang ändert sich nicht.
manager-effect = Antworten der Kontakte dieser Partner gehen ab jetzt an diese Person.
partners-already-in-the-program-stay = Partner, die bereits im Programm sind, bleiben unverändert.
partners-not-in-the-program-stay = Partner, die nicht im Programm sind, bleiben unverändert.
undoing-the-change = Änderung wird rückgängig gemacht
change-undone = Änderung rückgängig gemacht
giving-access = Zugang wird gegeben
access-given = Zugang gegeben
sending-invitations-again = Einladungen werden erneut gesendet
invitations-sent-again = Einladungen erneut gesendet
removing-access = Zugang wird entzogen
access-removed = Zugang entzogen
deleting-partners = Partner werden gelöscht
partners-deleted = Partner gelöscht
columns = Spalten
rows-per-page = Zeilen pro Seite
apply = Anwenden
edit = Bearbeiten
main-contact = Hauptkontakt
job-title = Position
email = E-Mail
phone-number = Telefonnummer
language = Sprache
role-in-the-portal = Rolle im Portal
managers-can-invite-hint = Manager können selbst weitere Personen einladen, wenn ein Programm des Partners das erlaubt.
delete-partner = Partner löschen
save = Speichern
partner-manager = Ansprechperson
whom-the-partner-turns-to-the = Betreut diesen Partner in Ihrem Team. Das Portal zeigt Name und E-Mail-Adresse, und Antworten auf E-Mails gehen an diese Person.
invite-domains = Domains ohne Freigabe
invite-domains-hint = Wo Manager in einem Programm Teammitglieder einladen dürfen, brauchen diese E-Mail-Domains keine Freigabe. Trennen Sie sie durch Kommas oder Zeilenumbrüche. Subdomains zählen als eigene Domains.
invited-without-approval = Wo Manager in einem Programm Teammitglieder einladen dürfen, brauchen diese E-Mail-Domains keine Freigabe: { $domains }.
public-mailboxes = Bei { $domains } kann jede Person eine E-Mail-Adresse erhalten. Entfernen Sie die Domain unter „Bearbeiten“, damit Sie solche Adressen selbst freigeben.
not-an-email-domain = „{ $text }“ ist keine E-Mail-Domain. Geben Sie Domains wie firma.de ein, internationale in der Form xn--…
too-many-domains = Geben Sie höchstens { NUMBER($most) } Domains ein.
seems-invited = Die Adresse wird möglicherweise schon verwendet. Der Partner sieht diese Person als eingeladen, damit er nichts über andere Konten erfährt.
search-partners = Partner suchen
search-name-contact-email = Name, Kontakt oder E-Mail suchen
sort = Sortierung
newest-first = Neueste zuerst
last-invited = Zuletzt eingeladen
last-signed-up = Zuletzt aktiviert
last-seen = Zuletzt gesehen
as-sorted = Nach Spalte sortiert
partners = Partner
export = Exportieren
export-as = Exportieren:
excel = Excel
csv = CSV
add-a-new-partner = Neuen Partner hinzufügen
import = Importieren
no-partners-yet = Noch keine Partner
no-partners-yet-hint = Partner erscheinen hier, sobald ein Teammitglied den ersten hinzufügt.
import-a-spreadsheet = Tabelle importieren
no-partner-matches = Keine passenden Partner
search-for-another-word-or-choose = Suchen Sie nach einem anderen Wort oder wählen Sie weniger Filter.
clear-filters = Filter zurücksetzen
show-all-partners = Alle Partner anzeigen
view-progress = Fortschritt anzeigen
all-partners = Alle Partner
add-a-contact = Kontakt hinzufügen
access-to-the-partner-portal = Zugang zum Partnerportal
on-you-choose-how-they-are = Ein: Sie wählen, wie der Kontakt eingeladen wird.
preview = Vorschau
add-contact = Kontakt hinzufügen
look-at-it = Prüfen
remove-access-to-the-partner-portal = Zugang zum Partnerportal entziehen?
suggestion = Vorschlag
not-now = Nicht jetzt
invite-by-email = Per E-Mail einladen
invite-by-link = Per Link einladen
pages = Seiten
previous-page = Vorherige Seite
no-partner-program = Kein Partnerprogramm
contacts = Kontakte
colleagues-to-approve = Zugangsanfragen
a-former-contact = Ehemaliger Kontakt
approve = Genehmigen
decline = Ablehnen
undone = Rückgängig gemacht
none = Keine
undo = Rückgängig
selection-cleared = Auswahl aufgehoben
selected-partners = Ausgewählte Partner
clear-selection = Auswahl aufheben
give-access = Zugang geben
send-again = Erneut senden
remove-access = Zugang entziehen
delete = Löschen
change = Ändern …
list-of-partners = Partnerliste
rows = Zeilen
go-to-actions = Zu den Aktionen
default = Standard
never = Nie
fix = Beheben
make-main-contact = Zum Hauptkontakt machen
remove-contact = Kontakt entfernen
timeline = Verlauf
read-it = E-Mail anzeigen
choose-one-from-the-list = Wählen Sie einen Eintrag aus der Liste.
choose-a-status-from-the-list = Wählen Sie einen Status aus der Liste.
choose-programs-from-the-list = Wählen Sie Programme aus der Liste.
enter-a-web-address-for-example = Geben Sie eine Webadresse ein, zum Beispiel https://example.com.
signed-up = Aktiviert
added = Hinzugefügt
choose-a-partner-manager = Wählen Sie eine Ansprechperson aus der Liste.

# The list
counted = { $count ->
    [one] 1 Partner
    [10001] 10.000+ Partner
   *[other] { $count } Partner
}
partner = Partner
programs = Programme
any-status = Jeder Status
any-program = Jedes Programm
any-manager = Jede Ansprechperson
my-partners = Meine Partner
by-name = Name, A bis Z
archived-name = { $name } (archiviert)
add-the-first = Fügen Sie einen Partner mit seinem Hauptkontakt hinzu. Wenn Sie Zugang geben, erhält der Kontakt einen Link, der das Partnerportal aktiviert. Diese Seite zeigt, wie weit er damit ist.
have-a-list = Sie haben schon eine Liste?
only-of-funnel = Nur Partner des Trichters, die „{ $step }“ erreicht haben.
only-one-import = Nur die Partner eines Imports.
being-changed = Mehrere Partner werden gerade geändert.
rows-from-to = { $total ->
    [10001] { NUMBER($first) } bis { NUMBER($last) } von 10.000+
   *[other] { NUMBER($first) } bis { NUMBER($last) } von { NUMBER($total) }
}
rows-of = { $total ->
    [10001] { NUMBER($shown) } von 10.000+
   *[other] { NUMBER($shown) } von { NUMBER($total) }
}
requests = { $count ->
    [one] 1 Anfrage
   *[other] { $count } Anfragen
}
fix-invitation-of = (Einladung für { $name })

# Why partners need attention
# Handlungsbedarf
nothing-needs-attention = Kein Handlungsbedarf
nothing-is-stuck = Jede Einladung ist unterwegs oder angenommen.
email-is-paused = Der Versand ist pausiert. { $why }
open-mail = E-Mails öffnen
emails-are-retried = { $count ->
    [one] 1 E-Mail wird erneut versucht.
    [10001] 10.000+ E-Mails werden erneut versucht.
   *[other] { $count } E-Mails werden erneut versucht.
}
send-all-again = Alle erneut senden
send-new-links = Neue Links senden
show-all = Alle anzeigen

not-delivered = { $count ->
    [one] 1 E-Mail wurde nicht zugestellt
    [10001] 10.000+ E-Mails wurden nicht zugestellt
   *[other] { $count } E-Mails wurden nicht zugestellt
}
bounced-emails = { $count ->
    [one] 1 E-Mail kam zurück oder wurde als Spam gemeldet
    [10001] 10.000+ E-Mails kamen zurück oder wurden als Spam gemeldet
   *[other] { $count } E-Mails kamen zurück oder wurden als Spam gemeldet
}
link-expired = { $count ->
    [one] 1 Link ist abgelaufen
    [10001] 10.000+ Links sind abgelaufen
   *[other] { $count } Links sind abgelaufen
}
opened-by-others = { $count ->
    [one] 1 Link wurde von einer anderen Person geöffnet
    [10001] 10.000+ Links wurden von anderen Personen geöffnet
   *[other] { $count } Links wurden von anderen Personen geöffnet
}
silent-contacts = { $count ->
    [one] 1 Kontakt hat seit zwei Wochen nicht reagiert
    [10001] 10.000+ Kontakte haben seit zwei Wochen nicht reagiert
   *[other] { $count } Kontakte haben seit zwei Wochen nicht reagiert
}
links-ending = { $count ->
    [one] 1 Link endet innerhalb einer Woche
    [10001] 10.000+ Links enden innerhalb einer Woche
   *[other] { $count } Links enden innerhalb einer Woche
}
scheduled-emails = { $count ->
    [one] 1 E-Mail ist geplant
    [10001] 10.000+ E-Mails sind geplant
   *[other] { $count } E-Mails sind geplant
}
parts = Gründe
asking-for-access = { $count ->
    [one] 1 Partner bittet um Zugang für eine weitere Person
    [10001] 10.000+ Partner bitten um Zugang für weitere Personen
   *[other] { $count } Partner bitten um Zugang für weitere Personen
}

# The selection
select = { $name } auswählen
select-page = Alle auf dieser Seite auswählen
tab-count = { $count ->
    [10001] 10.000+
   *[other] { NUMBER($count) }
}
count-selected = { $count ->
    [10001] 10.000+ ausgewählt
   *[other] { NUMBER($count) } ausgewählt
}
select-all = { $count ->
    [one] Alle (1 Partner)
    [10001] Alle 10.000+ Partner
   *[other] Alle { $count } Partner
}
select-all-matching = { $count ->
    [one] Alle passenden (1 Partner)
    [10001] Alle 10.000+ passenden Partner
   *[other] Alle { $count } passenden Partner
}

# Changes in a row
status-of = Status von { $name }
status-is-now = { $name } hat jetzt den Status { $status }.
programs-of = Programme von { $name }
change-programs-of = Programme von { $name } ändern
programs-are-changed = Die Programme von { $name } sind geändert.

# The confirmation of a bulk change
you-selected = { $count ->
    [one] Sie haben 1 Partner ausgewählt.
   *[other] Sie haben { $count } Partner ausgewählt.
}
give-question = { $count ->
    [one] 1 Person Zugang geben?
   *[other] { $count } Personen Zugang geben?
}
resend-question = { $count ->
    [one] Einladung erneut an 1 Person senden?
   *[other] Einladung erneut an { $count } Personen senden?
}
remove-access-question = { $count ->
    [one] 1 Person den Zugang entziehen?
   *[other] { $count } Personen den Zugang entziehen?
}
status-question = { $count ->
    [one] Status von 1 Partner festlegen
   *[other] Status von { $count } Partnern festlegen
}
manager-question = { $count ->
    [one] Ansprechperson von 1 Partner festlegen
   *[other] Ansprechperson von { $count } Partnern festlegen
}
add-program-question = { $count ->
    [one] 1 Partner zu einem Programm hinzufügen
   *[other] { $count } Partner zu einem Programm hinzufügen
}
remove-program-question = { $count ->
    [one] 1 Partner aus einem Programm entfernen
   *[other] { $count } Partner aus einem Programm entfernen
}
delete-all-question = { $count ->
    [one] 1 Partner löschen?
   *[other] { $count } Partner löschen?
}
none-to-invite = Keine Kontakte zum Einladen
none-to-resend = Keine Einladungen zum erneuten Senden
none-to-remove = Kein Zugang zum Entziehen
none-to-change = Keine Partner zum Ändern
give-to = { $count ->
    [one] 1 Person Zugang geben
   *[other] { $count } Personen Zugang geben
}
resend-to = { $count ->
    [one] Erneut an 1 Person senden
   *[other] Erneut an { $count } Personen senden
}
remove-access-of = { $count ->
    [one] 1 Person den Zugang entziehen
   *[other] { $count } Personen den Zugang entziehen
}
delete-counted = { $count ->
    [one] 1 Partner löschen
   *[other] { $count } Partner löschen
}
give-effect = { $count ->
    [one] Betroffen: { $partners }. Der Hauptkontakt erhält eine E-Mail mit einem Link, der das Partnerportal aktiviert.
   *[other] Betroffen: { $partners }. Die Hauptkontakte erhalten eine E-Mail mit einem Link, der das Partnerportal aktiviert.
}
resend-effect = { $count ->
    [one] Betroffen: { $partners }. Der Hauptkontakt erhält die E-Mail mit dem Aktivierungslink erneut. Frühere Links bleiben gültig.
   *[other] Betroffen: { $partners }. Die Hauptkontakte erhalten die E-Mail mit dem Aktivierungslink erneut. Frühere Links bleiben gültig.
}
remove-access-effect = Betroffen: { $partners }. Alle Kontakte mit Zugang verlieren ihn sofort: Links funktionieren nicht mehr, Sitzungen enden, und wartende E-Mails werden nicht gesendet. Partner und Kontakte bleiben erhalten, und Sie können jederzeit wieder Zugang geben.
delete-all-effect = { $partners } und alle zugehörigen Kontakte werden gelöscht: Links funktionieren nicht mehr, und Sitzungen enden sofort. Das lässt sich nicht rückgängig machen.
# Alder & Finch, Bluewater and 35 more partners
names-and-more = { $count ->
    [one] { $names } und 1 weiterer Partner
   *[other] { $names } und { $count } weitere Partner
}
names-and-last = { $names } und { $last }
more = { NUMBER($count) } weitere
new-links = { $count ->
    [one] 1 Person erhält einen neuen Link, weil ihr bisheriger abgelaufen ist.
   *[other] { $count } Personen erhalten einen neuen Link, weil ihr bisheriger abgelaufen ist.
}
sending-takes = { $count ->
    [one] Das Senden von 1 E-Mail dauert etwa { NUMBER($minutes) } Minuten.
   *[other] Das Senden von { $count } E-Mails dauert etwa { NUMBER($minutes) } Minuten.
}
preview-as = Vorschau für { $name }
test-hint = Der Test geht an Ihre eigene Adresse und sieht so aus, wie { $name } die E-Mail erhält. Der Link darin hat keine Funktion.
skip-active = { $count ->
    [one] 1 Hauptkontakt ist schon aktiv
   *[other] { $count } Hauptkontakte sind schon aktiv
}
skip-invited = { $count ->
    [one] 1 Hauptkontakt ist schon eingeladen
   *[other] { $count } Hauptkontakte sind schon eingeladen
}
skip-recent = { $count ->
    [one] 1 Hauptkontakt hat in den letzten 24 Stunden eine E-Mail erhalten
   *[other] { $count } Hauptkontakte haben in den letzten 24 Stunden eine E-Mail erhalten
}
skip-unreachable = { $count ->
    [one] 1 Hauptkontakt, dessen letzte E-Mail zurückkam oder als Spam gemeldet wurde
   *[other] { $count } Hauptkontakte, deren letzte E-Mail zurückkam oder als Spam gemeldet wurde
}
skip-without-access = { $count ->
    [one] 1 Hauptkontakt hat noch keinen Zugang
   *[other] { $count } Hauptkontakte haben noch keinen Zugang
}
skip-without-contact = { $count ->
    [one] 1 Partner hat keinen Hauptkontakt
   *[other] { $count } Partner haben keinen Hauptkontakt
}
skip-untouched = { $count ->
    [one] 1 Partner hat keinen Kontakt mit Zugang
   *[other] { $count } Partner haben keinen Kontakt mit Zugang
}

# The progress of a bulk change
setting-status = Status wird auf „{ $name }“ gesetzt
status-set = Status auf „{ $name }“ gesetzt
setting-manager = Ansprechperson „{ $name }“ wird gesetzt
manager-set = Ansprechperson „{ $name }“ gesetzt
adding-to = Partner werden zu „{ $name }“ hinzugefügt
added-to = Partner zu „{ $name }“ hinzugefügt
removing-from = Partner werden aus „{ $name }“ entfernt
removed-from = Partner aus „{ $name }“ entfernt
# A date and time follows.
started-by = Gestartet von { $name } am
# A date and time follows.
emails-leave-at = Geplanter Versand:
cancel-each = Bis dahin lässt sich jede E-Mail auf der Seite des Partners abbrechen.
bulk-progress = { NUMBER($done) } von { $total ->
    [one] 1 Partner
   *[other] { $total } Partnern
} erledigt.
bulk-interrupted = Der Vorgang wurde unterbrochen. Die übrigen Partner sind unverändert.
bulk-continues = Sie können diese Seite verlassen, der Vorgang läuft weiter.
stop = Anhalten
cancel-emails = { $count ->
    [one] 1 E-Mail abbrechen
   *[other] { $count } E-Mails abbrechen
}
were-given-access = { $count ->
    [one] 1 Partner hat Zugang erhalten.
   *[other] { $count } Partner haben Zugang erhalten.
}
were-sent-again = { $count ->
    [one] 1 Einladung wurde erneut gesendet.
   *[other] { $count } Einladungen wurden erneut gesendet.
}
lost-access = { $count ->
    [one] 1 Partner hat den Zugang verloren.
   *[other] { $count } Partner haben den Zugang verloren.
}
were-changed = { $count ->
    [one] 1 Partner wurde geändert.
   *[other] { $count } Partner wurden geändert.
}
were-deleted = { $count ->
    [one] 1 Partner wurde gelöscht.
   *[other] { $count } Partner wurden gelöscht.
}
have-failed = { NUMBER($count) } fehlgeschlagen.
done = Erledigt
skipped = Übersprungen
results-by-partner = Ergebnisse nach Partner

# A partner's page
edit-named = { $name } bearbeiten
partner-manager-is = Ansprechperson: { $name }
# A date follows.
added-on = Hinzugefügt am
invite-question = { $name } zum Partnerportal einladen?
has-status = { $name } hat jetzt den Status { $status }.
# A date and time follows.
asked-at = Angefragt von { $name } am
these-are-newest = Dies sind die neuesten Einträge.
show-all-in-audit-log = Alle im Protokoll anzeigen
delete-question = { $name } löschen?
delete-effect = Die Kontakte verlieren sofort den Zugang, Links funktionieren nicht mehr, und der Verlauf wird gelöscht. Das lässt sich nicht rückgängig machen.
delete-named = { $name } löschen

# Contacts
give-access-to = { $name } Zugang geben
has-access = { $name } hat bereits Zugang.
sign-in-with = Der Kontakt meldet sich mit dieser Adresse an.
will-sign-in-with = Der Kontakt meldet sich mit dieser Adresse an, sobald er Zugang hat.
changing-sends-invitation = Wenn Sie die Adresse ändern, werden bereits gesendete Links ungültig und eine neue Einladung geht an die neue Adresse.
changing-sends-confirmation = Der Kontakt meldet sich mit dieser Adresse an. Wenn Sie sie ändern, senden wir einen Bestätigungslink an die neue Adresse und informieren die alte.
access-off = Aus: Es wird nichts gesendet. Sie können später Zugang geben.
is-main-contact = { $name } ist der Hauptkontakt.
choose-main-first = Wählen Sie zuerst einen anderen Hauptkontakt: Jeder Partner hat genau einen.
remove-question = { $name } aus den Kontakten entfernen?
remove-effect = Der Zugang endet sofort, alle Links werden ungültig, und die Angaben werden gelöscht. Das lässt sich nicht rückgängig machen.
remove-named = { $name } entfernen

# Personenbezogene Daten eines Kontakts
personal-data = Personenbezogene Daten
personal-data-of = Personenbezogene Daten von { $name }
export-data = Exportieren, was wir über diese Person gespeichert haben
export-data-hint = Eine Datei mit allem, was über die Person gespeichert ist: Angaben, Einladungen, E-Mails, Sitzungen und Einträge des Protokolls. Prüfsummen von Passwörtern und Links sind nicht enthalten. Der Export wird im Protokoll vermerkt.
export-data-as-json = Als JSON exportieren
erase-person = Diese Person löschen
erase-hint = Der Zugang endet sofort, und es bleibt nichts, woran die Person zu erkennen ist. Das lässt sich nicht rückgängig machen. Um nur den Zugang zu beenden, wählen Sie auf der Seite des Partners „Zugang entziehen“.
is-erased = Das wird gelöscht
erased-details = Name, E-Mail-Adresse, Position, Telefonnummer, Sprache und Passwort
erased-rows = { $kind ->
    [requests] Anfragen, die Person einzuladen
    [drafts] Formulare für neue Partner mit ihrer E-Mail-Adresse
    [forms] Gespeicherte Formulareingaben mit ihrer E-Mail-Adresse
    [imports] Hochgeladene Tabellen mit ihrer E-Mail-Adresse
    [emails] E-Mails an die Person
    [reports] Meldungen, dass ihr Link jemand anderen erreicht hat
    [invitations] Einladungen
    [resets] Zurücksetzungen des Passworts
    [address_changes] Änderungen ihrer E-Mail-Adresse
    [notices] Mitteilungen zu ihrem Konto
    [sessions] Sitzungen
    [terms] Zugestimmte Bedingungen
   *[other] Weitere Datensätze
}: { NUMBER($count) }
is-kept = Das bleibt
kept-entries = { $count ->
    [one] 1 Eintrag des Protokolls, mit „eine gelöschte Person“ statt des Namens und ohne Netzwerkadresse und Browser
   *[other] { $count } Einträge des Protokolls, mit „eine gelöschte Person“ statt des Namens und ohne Netzwerkadresse und Browser
}
kept-partner = Der Partner { $partner } und seine anderen Kontakte
kept-backups = Frühere Sicherungen. Wird eine wiederhergestellt, löscht Gangway diese Person erneut.
erases-partner = { $name } ist der einzige Kontakt von { $partner }, deshalb wird auch der Partner gelöscht. Um ihn zu behalten, fügen Sie zuerst einen anderen Kontakt hinzu.
erase-named = { $name } löschen
erase-with-partner = { $name } und { $partner } löschen
open-partner = { $name } öffnen

# Fields
choose-a-role = Wählen Sie eine Rolle aus der Liste.
website-too-long = Die Website ist { NUMBER($length) } Zeichen lang. Kürzen Sie sie auf { NUMBER($max) } Zeichen.
