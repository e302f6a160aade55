# The page
funnel = Trichter
lead = Wie weit Ihre Partner auf dem Weg von „hinzugefügt“ bis „aktiv“ sind.
export-csv = CSV exportieren
period = Hinzugefügt in
days-30 = den letzten 30 Tagen
days-90 = den letzten 90 Tagen
days-365 = den letzten 12 Monaten
all-time = der gesamten Zeit
by = Vergleichen nach
show = Anzeigen
nothing-added = In diesem Zeitraum wurden keine Partner hinzugefügt
nothing-added-hint = Wählen Sie einen längeren Zeitraum oder fügen Sie einen Partner hinzu.
counted = Stand:
all-partners = Alle Partner
from-added-to-active = Von hinzugefügt bis aktiv
median-is = Die Hälfte der aktivierten Kontakte brauchte von der ersten Einladung an höchstens { $time }.
steps-hint = Jeder Schritt schließt die folgenden ein. Ein Link, den Sie selbst weitergeben, überspringt die E-Mail.
active-of-added = Aktiv, von allen hinzugefügten
number = { $count ->
    [one] 1
   *[other] { $count }
}

# Steps
added = Hinzugefügt
invited = Eingeladen
accepted = E-Mail angenommen
opened = Formular geöffnet
active = Aktiviert

# What partners are compared by
month = Monat
program = Programm
template = Vorlage
language = Sprache
inviter = Eingeladen von
median = Median
