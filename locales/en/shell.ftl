start = Home
where-to = Home
needs-attention = Needs attention
partners = Partners
funnel = Funnel
partner-portal = Partner portal
sign-in = Sign in
page-not-found = Page not found
there-is-no-page-here = Page not found
the-address-may-be-mistyped-or = The address may be mistyped, or the page was removed.
go-to-the-start-page = Go to the start page
menu = Menu
main = Main
skip-to-content = Skip to content
my-account = My account
sign-out = Sign out
theme = Theme
system = System
light = Light
dark = Dark

# The navigation
program = Program
programs = Programs
statuses = Statuses
terms = Terms
email = Email
templates = Templates
mail = Mail
organisation = Organisation
settings = Settings
team = Team
audit-log = Audit log
help = Help
welcome = Welcome
my-company = My company
my-programs = My programs
my-team = My team
your-contact-at = Your contact at { $organisation }:

# The palette
find-or-jump-to = Find or jump to
what-can-be-found = Partner, contact, page or action
ctrl-k = Ctrl K
results = Results
nothing-found = Nothing found
page = Page
action = Action
add-a-new-partner = Add a new partner
import-partners = Import partners
invite-a-colleague = Invite a colleague

# Keyboard shortcuts
keyboard-shortcuts = Keyboard shortcuts
find-anything = Find or jump to anything
search-this-page = Search this page, or partners
add-a-partner = Add a partner
next-or-previous-row = Next or previous row
select-the-row = Select the row
open-the-row = Open the row
choose-the-status = Choose the status of the row
choose-the-programs = Choose the programs of the row
go-to-actions = Go to the actions for selected partners
go-to-partners = Go to Partners
go-to-mail = Go to Mail
show-these-shortcuts = Show these shortcuts
close = Close

# Who has just activated
one-activated = { $name } activated their access.
two-activated = { $first } and { $second } activated their access.
many-activated = { $name } and { NUMBER($count) } others activated their access.
page-broken = Something changed this page on its way, perhaps an extension or a proxy. It still works, but you need to reload it to see changes.
