# What an empty database starts with. It is data: stored once, in English, and changed under Program.
applicant = Applicant
prospect = Prospect
signed = Signed
declined = Declined
reseller = Reseller
referral = Referral
technology = Technology

# Email templates
invitation = Invitation
reminder = Reminder
password-reset = Password reset
address-change = Address change

demo-organisation = Acme

# What partners read in the demo data, in Markdown
demo-welcome = Good to have you with us. This portal is where we keep in touch:
demo-welcome-news = **News and dates** are on our [partner page](https://acme.example/partners).
demo-welcome-material = **Material** for your website and your talks is in the [media library](https://acme.example/media).
demo-welcome-questions = **Questions**? Your partner manager answers within a working day.
demo-reseller = You sell Acme under your own contracts and keep **20 %** of each licence.
demo-reseller-links = [Price list](https://acme.example/prices) · [Register a deal](https://acme.example/deals)
demo-referral = Introduce us to a customer and get **10 %** of their first year.
demo-referral-links = [Send us a lead](https://acme.example/leads)
demo-technology = Build on our interfaces, with a test account and an engineer who knows your name.
demo-technology-links = [Documentation](https://acme.example/developers)
