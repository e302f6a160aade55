# What an empty database starts with. It is data: stored once, in English, and changed under Program.
applicant = Bewerber
prospect = Interessent
signed = Unterzeichnet
declined = Abgelehnt
reseller = Reseller
referral = Empfehlung
technology = Technologie

# E-Mail-Vorlagen
invitation = Einladung
reminder = Erinnerung
password-reset = Neues Passwort
address-change = Neue Adresse

demo-organisation = Acme

# What partners read in the demo data, in Markdown
demo-welcome = Schön, dass Sie dabei sind. Über dieses Portal bleiben wir in Kontakt:
demo-welcome-news = **Neuigkeiten und Termine** finden Sie auf unserer [Partnerseite](https://acme.example/partners).
demo-welcome-material = **Material** für Ihre Website und Ihre Vorträge finden Sie in der [Mediathek](https://acme.example/media).
demo-welcome-questions = **Fragen**? Ihre Ansprechperson antwortet innerhalb eines Arbeitstags.
demo-reseller = Sie verkaufen Acme mit eigenen Verträgen und behalten **20 %** jeder Lizenz.
demo-reseller-links = [Preisliste](https://acme.example/prices) · [Geschäft anmelden](https://acme.example/deals)
demo-referral = Empfehlen Sie uns einem Kunden und erhalten Sie **10 %** seines ersten Jahres.
demo-referral-links = [Kontakt empfehlen](https://acme.example/leads)
demo-technology = Bauen Sie auf unseren Schnittstellen auf, mit einem Testkonto und einem festen Ansprechpartner in der Entwicklung.
demo-technology-links = [Dokumentation](https://acme.example/developers)
