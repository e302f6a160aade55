all-partners = Alle Partner
youll-review-every-row-before-importing = Sie prüfen jede Zeile vor dem Import. Es werden keine Einladungen gesendet.
or-rows-pasted-from-a-spreadsheet = Oder Zeilen aus einer Tabelle einfügen
with-the-line-that-names-the = Einschließlich der Zeile mit den Spaltennamen.
how-to-import-partners = So importieren Sie Partner
check-rows = Zeilen prüfen
all-rows-will-be-imported = Alle Zeilen werden importiert.
there-is-nothing-to-import = Nichts zu importieren
show-these-partners-in-the-list = Diese Partner in der Liste anzeigen
nothing-is-added-yet-and-importing = Noch wurde nichts hinzugefügt. Beim Import werden keine Einladungen gesendet.
import-another-file = Weitere Datei importieren
next-page = Nächste Seite
states = Status der Zeilen
no-name = Kein Name
line = Zeile
email = E-Mail
state = Status
why = Grund

# The form
import-partners = Partner importieren

# The report
import-question = { $count ->
    [one] 1 Partner importieren?
   *[other] { $count } Partner importieren?
}
import-counted = { $count ->
    [one] 1 Partner importieren
   *[other] { $count } Partner importieren
}
partners-added = { $count ->
    [one] 1 Partner hinzugefügt
   *[other] { $count } Partner hinzugefügt
}
invite-counted = { $count ->
    [one] 1 Partner einladen
   *[other] { $count } Partner einladen
}
rows-left-out = { $count ->
    [one] 1 Zeile wird ausgelassen.
   *[other] { $count } Zeilen werden ausgelassen.
}
none-invited = Es wurden keine Einladungen gesendet.
download-failed = { $count ->
    [one] 1 Zeile mit Fehlern herunterladen
   *[other] { $count } Zeilen mit Fehlern herunterladen
}
# Follows the link to download them.
fix-and-upload = Die Gründe stehen in der letzten Spalte. Korrigieren Sie sie hier oder in der Datei und laden Sie diese wieder hoch.
rows-of-the-file = Zeilen der Datei
partner = Partner
all = Alle
ready = Neuer Partner
added = Hinzugefügt
needs-fixing = Fehlerhaft
duplicate-in-file = Doppelt in der Datei
already-exists = Bereits vorhanden

# Was Spalten und Wörter einer Datei bedeuten
file = Datei
file-hint = Excel (.xlsx, .xls), OpenDocument (.ods) oder CSV, wie Ihr CRM oder Adressbuch sie exportiert. Höchstens 200.000 Zeilen und 64 MB. Die Zeilen werden geprüft, sobald Sie sie ausgewählt haben.
which-column-is-which = Welche Spalte ist welche?
choose-columns-for = Wählen Sie die Spalten für: { $fields }.
choose-a-field = Wählen Sie aus der Liste, was die Spalte enthält.
columns-read = { $all ->
    [one] { $read } von 1 Spalte wird importiert
   *[other] { $read } von { $all } Spalten werden importiert
}
columns-of-the-file = Spalten der Datei
column = Spalte
column-number = Spalte { $number }
examples = Beispiele
is-read-as = Importieren als
ignored = Ignorieren
unknown-words = Wörter zuordnen
unknown-words-hint = Ihre Listen enthalten diese nicht. Wählen Sie einmal für alle Zeilen.
word = In der Datei
rows = Zeilen
default-status = Standardstatus verwenden
left-out = Weglassen
create = „{ $name }“ anlegen
fill-gaps = Vorhandene Partner und Kontakte ergänzen
fill-gaps-hint = Füllt leere Felder und fügt fehlende Kontakte hinzu. Vorhandene Angaben bleiben unverändert.
check-again = Erneut prüfen
field-name = Name des Partners
field-website = Website
field-status = Status
field-programs = Programme
field-first-name = Vorname
field-last-name = Nachname
field-email = E-Mail
field-job-title = Position
field-phone = Telefon
field-language = Sprache
field-full-name = Vor- und Nachname

# Zeilen
import-rows-question = { $count ->
    [one] 1 Zeile importieren?
   *[other] { $count } Zeilen importieren?
}
import-rows-counted = { $count ->
    [one] 1 Zeile importieren
   *[other] { $count } Zeilen importieren
}
rows-imported = { $count ->
    [one] 1 Zeile importiert
   *[other] { $count } Zeilen importiert
}
more-contacts = { $count ->
    [one] 1 weiterer Kontakt.
   *[other] { $count } weitere Kontakte.
}
more-updates = { $count ->
    [one] 1 Kontakt ergänzt.
   *[other] { $count } Kontakte ergänzt.
}
contact = Kontakt
another-contact = Weiterer Kontakt
fills-gaps = Ergänzt
contact-added = Kontakt hinzugefügt
gaps-filled = Ergänzt
passed-over = Übergangen
edit-row = Bearbeiten
save-row = Speichern
other-sheets = Nur ein Blatt dieser Arbeitsmappe wurde gelesen. Um die anderen zu importieren ({ $names }), speichern Sie jedes als eigene Datei.

# Während Zeilen geprüft oder importiert werden, und die neuesten Dateien
checking-rows = Zeilen werden geprüft
importing-rows = Partner werden importiert
progress = Fortschritt
rows-done = { NUMBER($done) } von { $total ->
    [one] 1 Zeile
   *[other] { $total } Zeilen
} erledigt.
state-count = { NUMBER($count) }
rows-imported-of = { NUMBER($imported) } von { $total ->
    [one] 1 Zeile
   *[other] { $total } Zeilen
} importiert
pasted-rows = Eingefügte Zeilen
already-added = { $count ->
    [one] 1 Partner ist schon hinzugefügt.
   *[other] { $count } Partner sind schon hinzugefügt.
}
none-of-these = Keine Zeile hat diesen Status.
import-continues = Sie können diese Seite verlassen, der Vorgang läuft weiter.
import-interrupted = Der Vorgang wurde unterbrochen und läuft in ein bis zwei Minuten von selbst weiter.
continue-import = Fortsetzen
stop-import = Anhalten
your-imports = Ihre Importe
your-imports-hint = Die 10 neuesten Dateien werden zwei Tage lang aufbewahrt.
