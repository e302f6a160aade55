my-company = Mein Unternehmen
none-yet = Noch keine
job-title = Position
invite-colleague = Teammitglied einladen
invite-a-colleague = Teammitglied einladen
declined = Abgelehnt
waits-for-approval = Wartet auf Freigabe
email = E-Mail
asked = Angefragt
approval = Freigabe
asked-for = Anfragen
my-programs = Meine Programme
no-programs-yet = Noch keine Programme
my-team = Mein Team
main-contact = Hauptkontakt
role = Rolle
portal = Portal
no-access = Kein Zugang
active = Aktiv
not-active-yet = Noch nicht aktiv
welcome = Willkommen
your-programs = Ihre Programme
bring-in-the-people-you-work = Laden Sie die Menschen ein, mit denen Sie zusammenarbeiten. Sie erhalten einen Link per E-Mail.
first-steps = Erste Schritte

# Facts
fact-name = Name
fact-website = Website
fact-programs = Programme
fact-main-contact = Hauptkontakt
company-wrong = Stimmt hier etwas nicht? Geben Sie { $name } Bescheid.

# Inviting
seats-taken = { $taken } von { $seats } Plätzen sind vergeben.
domains-invited-at-once = Adressen bei { $domains } werden sofort eingeladen, sofern sie nicht schon verwendet werden. Bei diesen und allen anderen wird zuerst { $organisation } gefragt.
asked-first = Zuerst wird { $organisation } gefragt und lädt dann ein.
ask-for-more = Fragen Sie { $name } nach weiteren Plätzen.

# Programs
programs-sub = Was { $partner } und { $organisation } gemeinsam tun.
no-programs-words = { $partner } nimmt an keinem Partnerprogramm von { $organisation } teil. Fragen Sie { $name }, welches passt. Sobald Sie teilnehmen, erscheint es hier.

# Team
name = Name
name-you = { $name } (Sie)
team-sub = Ihr Team bei { $partner } und wer sich anmelden kann.
someone-missing = Fehlt jemand? Geben Sie { $name } Bescheid.

# Welcome
welcome-name = Willkommen, { $name }
welcome-sub = Das ist das Partnerportal von { $organisation } für { $partner }.
step-company = Prüfen Sie Ihre Firmendaten
step-company-why = Geben Sie { $name } Bescheid, wenn etwas nicht stimmt.
step-team = Sehen Sie Ihr Team
step-team-why = { $count ->
    [one] 1 Person bei { $partner } und wer sich anmelden kann.
   *[other] { $count } Personen bei { $partner } und wer sich anmelden kann.
}
