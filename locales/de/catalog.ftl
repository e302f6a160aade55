save = Speichern
add = Hinzufügen
colour-for-reading-at-a-glance = Farbe
when-a-partner-gets-this-status = Wenn ein Partner diesen Status erhält
an-offer-on-the-partners-page = Ein Vorschlag auf der Seite des Partners. Sie entscheiden, ob Sie ihm folgen.
cancel = Abbrechen
description = Beschreibung
what-partners-read-about-it-in = Wird Partnern im Portal angezeigt. Markdown: [ein Link](https://example.com), - für eine Liste, **fett**.
who-may-invite-colleagues = Wer Teammitglieder einladen darf
managers-are-contacts-with-that-role = Manager sind Kontakte mit dieser Rolle. Sie laden im Portal unter „Mein Team“ ein.
seats = Plätze
seats-hint = Höchstzahl der Kontakte mit Zugang pro Partner. Leer bedeutet keine Begrenzung. Sie selbst können jederzeit weitere hinzufügen.
reminders = Erinnerungen
reminders-hint = Tage nach der Einladung, etwa 3, 7, 14. Leer lassen für die der Organisation, 0 für keine.
colour = Farbe
used-by = Verwendet von
order = Reihenfolge
drag-to-reorder = Zum Sortieren ziehen
what-partners-read = Was Partner lesen
archived-hint = Archiviert: in Formularen ausgeblendet, bei bestehenden Partnern weiter sichtbar.
bring-back = Wiederherstellen
program-name = Name des Programms
partners-see-it-in-their-portal = Wird Partnern im Portal angezeigt.
archive-program = Programm archivieren
delete-program = Programm löschen
statuses = Status
how-far-each-partner-is-a = Zeigt, wie weit ein Partner ist. Ein Status gibt oder entzieht keinen Zugang. Formulare und Filter folgen dieser Reihenfolge.
add-a-status = Status hinzufügen
status-name = Name des Status
only-you-and-your-colleagues-see = Nur für Ihr Team sichtbar.
archive-status = Status archivieren
delete-status = Status löschen
archived = Archiviert
archived-hidden-from-forms-kept-on = In Formularen ausgeblendet, bei bestehenden Partnern und in Filtern weiter sichtbar.
none-yet-hint = Was Sie hier hinzufügen, steht in den Partnerformularen zur Auswahl.
choose-a-colour-from-the-list = Wählen Sie eine Farbe aus der Liste.
choose-what-to-offer-from-the = Wählen Sie aus der Liste, was vorgeschlagen wird.

# The lists
programs = Programme
about-programs = Ein Partner kann an beliebig vielen Programmen teilnehmen. Formulare und Filter verwenden diese Reihenfolge.
add-a-program = Programm hinzufügen
archived-programs = Archivierte Programme
archived-statuses = Archivierte Status
no-program-is-offered = Kein Programm zur Auswahl
no-status-is-offered = Kein Status zur Auswahl
name = Name
used-by-partners = { $count ->
    [0] Kein Partner
    [one] 1 Partner
   *[other] { $count } Partner
}
who-may-invite = Wer weitere Personen einladen darf: { $who }
move-up = Nach oben
move-down = Nach unten
is-now-at = { $name } steht jetzt auf Platz { NUMBER($place) } von { NUMBER($count) }.

# One of them
edit-named = { $name } bearbeiten
what-archiving-does = Beim Archivieren verschwindet der Eintrag aus Formularen. Sie können ihn später wiederherstellen.
partners-keep-it = { $count ->
    [one] 1 Partner behält ihn, deshalb lässt er sich nicht löschen.
   *[other] { $count } Partner behalten ihn, deshalb lässt er sich nicht löschen.
}
delete-question = { $name } löschen?
delete-named = { $name } löschen
no-partner-has-it = Kein Partner verwendet den Eintrag. Das Löschen lässt sich nicht rückgängig machen.

# Colours of a status
green = Grün
amber = Gelb
blue = Blau
red = Rot
grey = Grau

# What a status offers
offer-nothing = Nichts vorschlagen
offer-to-invite = Vorschlagen, den Hauptkontakt einzuladen
offer-to-remove = Vorschlagen, den Zugang zu entziehen

# Who may invite colleagues
no-one = Niemand
own-domain = E-Mail-Domains des Partners sofort, andere nach Freigabe
choose-from-the-list = Wählen Sie einen Eintrag aus der Liste.
enter-seats = Geben Sie eine ganze Zahl von 1 bis 100 ein oder lassen Sie das Feld leer.
# In a sentence, after a colon.
no-one-may-invite = niemand
managers-unlimited = Manager, Plätze unbegrenzt
managers-up-to = { $count ->
    [one] Manager, bis zu 1 Platz
   *[other] Manager, bis zu { $count } Plätze
}
