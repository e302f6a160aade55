all-partners = Alle Partner
youll-review-every-row-before-importing = Sie prüfen jede Zeile vor dem Import. Es werden keine Einladungen gesendet.
or-rows-pasted-from-a-spreadsheet = Oder Zeilen aus einer Tabelle einfügen
with-the-line-that-names-the = Einschließlich der Zeile mit den Spaltennamen.
how-to-import-partners = So importieren Sie Partner
check-rows = Zeilen prüfen
all-rows-will-be-imported = Alle Zeilen werden importiert.
rows-are-left-out = Zeilen werden ausgelassen.
there-is-nothing-to-import = Nichts zu importieren
show-these-partners-in-the-list = Diese Partner in der Liste anzeigen
nothing-is-added-yet-and-importing = Noch wurde nichts hinzugefügt. Beim Import werden keine Einladungen gesendet.
rows-with-errors = Zeilen mit Fehlern
with-the-reasons-in-the-last = , mit den Gründen in der letzten Spalte. Korrigieren Sie die Zeilen und laden Sie diese Datei hoch.
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
