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
columns-hint = Die erste Zeile nennt die Spalten: Partner, First name, Last name und Email, außerdem optional { $optional } und { $last }. Höchstens 5.000 Zeilen und 4 MB.
import-partners = Partner importieren
csv-file = CSV-Datei

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
fix-and-upload = Die Gründe stehen in der letzten Spalte. Korrigieren Sie die Datei und laden Sie sie wieder hoch.
ignored-columns = Nicht verwendete Spalten: { $columns }
rows-of-the-file = Zeilen der Datei
partner = Partner
all = Alle
ready = Bereit
added = Hinzugefügt
needs-fixing = Fehlerhaft
duplicate-in-file = Doppelt in der Datei
already-exists = Bereits vorhanden
