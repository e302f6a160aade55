audit-log = Protokoll
who-did-what-when-and-from = Wer was wann und von wo aus getan hat. Einträge lassen sich nicht ändern.
export-csv = CSV exportieren
show-all-partners = Alle Partner anzeigen
search-the-audit-log = Protokoll durchsuchen
search-names-and-what-happened = Namen und Ereignisse suchen
search = Suchen
no-matching-entries = Keine passenden Einträge
search-for-another-word-or-for = Suchen Sie nach einem anderen Wort oder in einem längeren Zeitraum. Die Tage richten sich nach der Zeitzone Ihrer Organisation.
show-everything = Alles anzeigen
older = Ältere
details = Details
view-results = Ergebnisse anzeigen
when = Zeitpunkt

# The search
person = Person
anyone = Alle Personen
kind = Art
everything = Alle Einträge
from-day = Von
to-day = Bis
# The name of a partner follows.
only = Nur
invitations-and-access = Einladungen und Zugang
partners-and-contacts = Partner und Kontakte
email = E-Mail
team-and-sign-in = Team und Anmeldung
organisation = Organisation

# An entry
what = Was
by = Von { $name }
by-and-from = Von { $name }, über { $origin }
