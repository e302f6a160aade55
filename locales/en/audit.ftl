audit-log = Audit log
who-did-what-when-and-from = Who did what, when and from where. Nothing here can be changed.
export-csv = Export CSV
show-all-partners = Show all partners
search-the-audit-log = Search the audit log
search-names-and-what-happened = Search names and what happened
search = Search
no-matching-entries = No matching entries
search-for-another-word-or-for = Search for another word, or for more days. Days are those of your organisation's time zone.
show-everything = Show everything
older = Older
details = Details
view-results = View results
when = When

# The search
person = Person
anyone = Anyone
kind = Kind
everything = Everything
from-day = From
to-day = To
# The name of a partner follows.
only = Only
invitations-and-access = Invitations and access
partners-and-contacts = Partners and contacts
email = Email
team-and-sign-in = Team and sign-in
organisation = Organisation

# An entry
what = What
by = By { $name }
by-and-from = By { $name }, from { $origin }
