all = All
needs-attention = Needs attention
invited = Invited
active = Active
no-access = No access
access = Access
change-partners = Change partners
no-partners-selected = No partners selected
select-partners-in-the-list-first = Select partners in the list first. A selection is kept for a day.
back-to-the-list = Back to the list
cancel = Cancel
template = Template
status = Status
program = Program
choose-one = Choose one
show-their-names = Show their names
no-mail-server-is-configured-the = No mail server is configured: emails would only be saved as files on the server. Copy each link on its partner's page and share it yourself.
nothing-changes-for = Nothing changes for
leave-out-those-who-got-an = Leave out those who got an email in the last 24 hours
include-those-who-got-an-email = Include those who got an email in the last 24 hours
progress = Progress
continue-word = Continue
try-the-failed-ones-again = Try the failed ones again
waiting = Waiting
sent = Sent
saved-as-files = Saved as files
failed = Failed
activated = Activated
were-skipped = { $count ->
    [one] 1 was skipped.
   *[other] { $count } were skipped.
}
outcomes = Outcomes
next-page = Next page
outcome = Outcome
what-happened = What happened
access-now = Access now
set-status = Set status
set-manager = Set partner manager
add-to-program = Add to program
remove-from-program = Remove from program
for-your-own-tracking-access-doesnt = For your own tracking. Access doesn't change.
manager-effect = Replies from these partners' contacts go to the partner manager from now on.
partners-already-in-the-program-stay = Partners already in the program stay as they are.
partners-not-in-the-program-stay = Partners not in the program stay as they are.
undoing-the-change = Undoing the change
change-undone = Change undone
giving-access = Giving access
access-given = Access given
sending-invitations-again = Sending invitations again
invitations-sent-again = Invitations sent again
removing-access = Removing access
access-removed = Access removed
deleting-partners = Deleting partners
partners-deleted = Partners deleted
columns = Columns
rows-per-page = Rows per page
apply = Apply
edit = Edit
main-contact = Main contact
job-title = Job title
email = Email
phone-number = Phone number
language = Language
role-in-the-portal = Role in the portal
managers-can-invite-hint = Managers can invite colleagues if one of the partner's programs allows it.
delete-partner = Delete partner
save = Save
partner-manager = Partner manager
whom-the-partner-turns-to-the = Looks after this partner. The portal shows their name and email address, and replies to emails go to them.
invite-domains = Domains invited without approval
invite-domains-hint = Where a program lets managers invite colleagues, these email domains need no approval. Separate them with commas or line breaks. Subdomains count as other domains.
invited-without-approval = Where a program lets managers invite colleagues, these email domains need no approval: { $domains }.
public-mailboxes = Anyone can get an email address at { $domains }. Remove it under Edit, so that you approve colleagues with such addresses yourself.
not-an-email-domain = "{ $text }" is not an email domain. Enter domains like company.com, and international ones in their xn-- form.
too-many-domains = Enter at most { NUMBER($most) } domains.
seems-invited = The address may already be in use. The partner sees this colleague as invited, so that it does not learn of other accounts.
search-partners = Search partners
search-name-contact-email = Search name, contact, email
sort = Sort
newest-first = Newest first
last-invited = Last invited
last-signed-up = Last signed up
last-seen = Last seen
as-sorted = Sorted by column
partners = Partners
export = Export
export-as = Export:
excel = Excel
csv = CSV
add-a-new-partner = Add a new partner
import = Import
no-partners-yet = No partners yet
no-partners-yet-hint = Partners appear here once a team member adds one.
import-a-spreadsheet = Import a spreadsheet
no-partner-matches = No matching partners
search-for-another-word-or-choose = Search for another word or choose fewer filters.
clear-filters = Clear filters
show-all-partners = Show all partners
view-progress = View progress
all-partners = All partners
add-a-contact = Add a contact
access-to-the-partner-portal = Access to the partner portal
on-you-choose-how-they-are = On: you choose how they are invited.
preview = Preview
add-contact = Add contact
look-at-it = Review
remove-access-to-the-partner-portal = Remove access to the partner portal?
suggestion = Suggestion
not-now = Not now
invite-by-email = Invite by email
invite-by-link = Invite by link
pages = Pages
previous-page = Previous page
no-partner-program = No partner program
contacts = Contacts
colleagues-to-approve = Colleagues to approve
a-former-contact = A former contact
approve = Approve
decline = Decline
undone = Undone
none = None
undo = Undo
selection-cleared = Selection cleared
selected-partners = Selected partners
clear-selection = Clear selection
give-access = Give access
send-again = Send again
remove-access = Remove access
delete = Delete
change = Change…
list-of-partners = List of partners
rows = Rows
go-to-actions = Go to actions
default = Default
never = Never
fix = Fix
make-main-contact = Make main contact
remove-contact = Remove contact
timeline = Timeline
read-it = Read it
choose-one-from-the-list = Choose one from the list.
choose-a-status-from-the-list = Choose a status from the list.
choose-programs-from-the-list = Choose programs from the list.
enter-a-web-address-for-example = Enter a web address, for example https://example.com.
signed-up = Signed up
added = Added
choose-a-partner-manager = Choose a partner manager from the list.

# The list
counted = { $count ->
    [one] 1 partner
    [10001] 10,000+ partners
   *[other] { $count } partners
}
partner = Partner
programs = Programs
any-status = Any status
any-program = Any program
any-manager = Any manager
my-partners = My partners
by-name = Name, A to Z
archived-name = { $name } (archived)
add-the-first = Add a partner and its main contact. If you give them access, the contact gets a link that activates the partner portal, and this page shows how far they have come.
have-a-list = Have a list of them?
only-of-funnel = Only partners of the funnel that came to “{ $step }”.
only-one-import = Only the partners of one import.
being-changed = Several partners are being changed.
rows-from-to = { $total ->
    [10001] { NUMBER($first) } to { NUMBER($last) } of 10,000+
   *[other] { NUMBER($first) } to { NUMBER($last) } of { NUMBER($total) }
}
rows-of = { $total ->
    [10001] { NUMBER($shown) } of 10,000+
   *[other] { NUMBER($shown) } of { NUMBER($total) }
}
requests = { $count ->
    [one] 1 request
   *[other] { $count } requests
}
fix-invitation-of = the invitation of { $name }

# Needs attention
nothing-needs-attention = Nothing needs attention
nothing-is-stuck = Every invitation is on its way or accepted.
email-is-paused = Sending is paused. { $why }
open-mail = Open Mail
emails-are-retried = { $count ->
    [one] 1 email is being retried.
    [10001] 10,000+ emails are being retried.
   *[other] { $count } emails are being retried.
}
send-all-again = Send all again
send-new-links = Send new links
show-all = Show all

# Why partners need attention
not-delivered = { $count ->
    [one] 1 email was not delivered
    [10001] 10,000+ emails were not delivered
   *[other] { $count } emails were not delivered
}
bounced-emails = { $count ->
    [one] 1 email bounced or was marked as spam
    [10001] 10,000+ emails bounced or were marked as spam
   *[other] { $count } emails bounced or were marked as spam
}
link-expired = { $count ->
    [one] 1 link has expired
    [10001] 10,000+ links have expired
   *[other] { $count } links have expired
}
opened-by-others = { $count ->
    [one] 1 link was opened by someone else
    [10001] 10,000+ links were opened by someone else
   *[other] { $count } links were opened by someone else
}
silent-contacts = { $count ->
    [one] 1 contact has been silent for two weeks
    [10001] 10,000+ contacts have been silent for two weeks
   *[other] { $count } contacts have been silent for two weeks
}
links-ending = { $count ->
    [one] 1 link ends within a week
    [10001] 10,000+ links end within a week
   *[other] { $count } links end within a week
}
scheduled-emails = { $count ->
    [one] 1 email is scheduled
    [10001] 10,000+ emails are scheduled
   *[other] { $count } emails are scheduled
}
parts = Reasons
asking-for-access = { $count ->
    [one] 1 partner asks for access for a colleague
    [10001] 10,000+ partners ask for access for a colleague
   *[other] { $count } partners ask for access for a colleague
}

# The selection
select = Select { $name }
select-page = Select all on this page
tab-count = { $count ->
    [10001] 10,000+
   *[other] { NUMBER($count) }
}
count-selected = { $count ->
    [10001] 10,000+ selected
   *[other] { NUMBER($count) } selected
}
select-all = { $count ->
    [one] All 1 partner
    [10001] All 10,000+ partners
   *[other] All { $count } partners
}
select-all-matching = { $count ->
    [one] All 1 partner that match
    [10001] All 10,000+ partners that match
   *[other] All { $count } partners that match
}

# Changes in a row
status-of = Status of { $name }
status-is-now = { $name } is { $status } now.
programs-of = Programs of { $name }
change-programs-of = Change the programs of { $name }
programs-are-changed = The programs of { $name } are changed.

# The confirmation of a bulk change
you-selected = { $count ->
    [one] You selected 1 partner.
   *[other] You selected { $count } partners.
}
give-question = { $count ->
    [one] Give access to 1 person?
   *[other] Give access to { $count } people?
}
resend-question = { $count ->
    [one] Send the invitation again to 1 person?
   *[other] Send the invitation again to { $count } people?
}
remove-access-question = { $count ->
    [one] Remove the access of 1 person?
   *[other] Remove the access of { $count } people?
}
status-question = { $count ->
    [one] Set the status of 1 partner
   *[other] Set the status of { $count } partners
}
manager-question = { $count ->
    [one] Set the partner manager of 1 partner
   *[other] Set the partner manager of { $count } partners
}
add-program-question = { $count ->
    [one] Add 1 partner to a program
   *[other] Add { $count } partners to a program
}
remove-program-question = { $count ->
    [one] Remove 1 partner from a program
   *[other] Remove { $count } partners from a program
}
delete-all-question = { $count ->
    [one] Delete 1 partner?
   *[other] Delete { $count } partners?
}
none-to-invite = No contacts to invite
none-to-resend = No invitations to send again
none-to-remove = No access to remove
none-to-change = No partners to change
give-to = { $count ->
    [one] Give access to 1 person
   *[other] Give access to { $count } people
}
resend-to = { $count ->
    [one] Send again to 1 person
   *[other] Send again to { $count } people
}
remove-access-of = { $count ->
    [one] Remove the access of 1 person
   *[other] Remove the access of { $count } people
}
delete-counted = { $count ->
    [one] Delete 1 partner
   *[other] Delete { $count } partners
}
give-effect = { $count ->
    [one] The main contact of { $partners } gets an email with a link that activates the partner portal.
   *[other] The main contacts of { $partners } get an email with a link that activates the partner portal.
}
resend-effect = { $count ->
    [one] The main contact of { $partners } gets the email with the activation link again. Earlier links keep working.
   *[other] The main contacts of { $partners } get the email with the activation link again. Earlier links keep working.
}
remove-access-effect = Every contact of { $partners } who has access loses it immediately: links stop working, sessions end, and emails that still wait are not sent. Partners and contacts stay, and you can give access again at any time.
delete-all-effect = { $partners } and all their contacts will be deleted: links stop working and sessions end immediately. You can't undo this.
# Alder & Finch, Bluewater and 35 more partners
names-and-more = { $count ->
    [one] { $names } and 1 more partner
   *[other] { $names } and { $count } more partners
}
names-and-last = { $names } and { $last }
more = { NUMBER($count) } more
new-links = { $count ->
    [one] 1 of them gets a new link, because theirs has expired.
   *[other] { $count } of them get a new link, because theirs have expired.
}
sending-takes = { $count ->
    [one] Sending 1 email takes about { NUMBER($minutes) } minutes.
   *[other] Sending { $count } emails takes about { NUMBER($minutes) } minutes.
}
preview-as = Preview as { $name }
test-hint = A test comes to your own address, as { $name } would get it. The link in it opens nothing.
skip-active = { $count ->
    [one] 1 main contact is already active
   *[other] { $count } main contacts are already active
}
skip-invited = { $count ->
    [one] 1 main contact has already been invited
   *[other] { $count } main contacts have already been invited
}
skip-recent = { $count ->
    [one] 1 main contact got an email in the last 24 hours
   *[other] { $count } main contacts got an email in the last 24 hours
}
skip-unreachable = { $count ->
    [one] 1 main contact whose last email bounced or was marked as spam
   *[other] { $count } main contacts whose last email bounced or was marked as spam
}
skip-without-access = { $count ->
    [one] 1 main contact has no access yet
   *[other] { $count } main contacts have no access yet
}
skip-without-contact = { $count ->
    [one] 1 partner has no main contact
   *[other] { $count } partners have no main contact
}
skip-untouched = { $count ->
    [one] 1 partner has no contact with access
   *[other] { $count } partners have no contact with access
}

# The progress of a bulk change
setting-status = Setting the status to { $name }
status-set = Status set to { $name }
setting-manager = Setting the partner manager to { $name }
manager-set = Partner manager set to { $name }
adding-to = Adding to { $name }
added-to = Added to { $name }
removing-from = Removing from { $name }
removed-from = Removed from { $name }
# A date and time follows.
started-by = Started by { $name } on
# A date and time follows.
emails-leave-at = The emails will be sent at
cancel-each = Each can be cancelled on its partner's page until then.
bulk-progress = { NUMBER($done) } of { $total ->
    [one] 1 partner
   *[other] { $total } partners
} done.
bulk-interrupted = It was interrupted. The remaining partners are unchanged.
bulk-continues = You can leave this page; the work continues.
stop = Stop
cancel-emails = { $count ->
    [one] Cancel 1 email
   *[other] Cancel { $count } emails
}
were-given-access = { $count ->
    [one] 1 partner was given access.
   *[other] { $count } partners were given access.
}
were-sent-again = { $count ->
    [one] 1 invitation was sent again.
   *[other] { $count } invitations were sent again.
}
lost-access = { $count ->
    [one] 1 partner lost access.
   *[other] { $count } partners lost access.
}
were-changed = { $count ->
    [one] 1 partner was changed.
   *[other] { $count } partners were changed.
}
were-deleted = { $count ->
    [one] 1 partner was deleted.
   *[other] { $count } partners were deleted.
}
have-failed = { NUMBER($count) } failed.
done = Done
skipped = Skipped
results-by-partner = Results by partner

# A partner's page
edit-named = Edit { $name }
partner-manager-is = Partner manager: { $name }
# A date follows.
added-on = Added
invite-question = Invite { $name } to the partner portal?
has-status = { $name } has the status { $status } now.
# A date and time follows.
asked-at = { $name } asked at
these-are-newest = These are the newest.
show-all-in-audit-log = Show all in the audit log
delete-question = Delete { $name }?
delete-effect = Its contacts lose access immediately, links stop working, and the history is deleted. You can't undo this.
delete-named = Delete { $name }

# Contacts
give-access-to = Give access to { $name }
has-access = { $name } already has access.
sign-in-with = They sign in with this address.
will-sign-in-with = They will sign in with this address once they have access.
changing-sends-invitation = Changing it ends the links already sent and sends a new invitation to the new address.
changing-sends-confirmation = They sign in with this address. If you change it, we email a confirmation link to the new address and notify the old one.
access-off = Off: nothing is sent. You can give access later.
is-main-contact = { $name } is the main contact.
choose-main-first = Choose another main contact first: a partner always has one.
remove-question = Remove { $name } from the contacts?
remove-effect = Their access ends immediately, every link stops working, and their details are deleted. You can't undo this.
remove-named = Remove { $name }

# Personal data of a contact
personal-data = Personal data
personal-data-of = Personal data of { $name }
export-data = Export what we hold about this person
export-data-hint = A file with everything stored about them: details, invitations, emails, sessions and audit log entries. It doesn't contain hashes of passwords and links. The export is recorded in the audit log.
export-data-as-json = Export as JSON
erase-person = Erase this person
erase-hint = Their access ends immediately and no data that identifies them is kept. You can't undo this. To end only their access, choose Remove access on the partner's page.
is-erased = What is erased
erased-details = Name, email address, job title, phone number, language and password
erased-rows = { $kind ->
    [requests] Requests to invite them
    [drafts] Forms for new partners that contain their email address
    [forms] Saved form input that contains their email address
    [imports] Uploaded spreadsheets that contain their email address
    [emails] Emails to them
    [reports] Reports that their link reached someone else
    [invitations] Invitations
    [resets] Password resets
    [address_changes] Changes of their email address
    [notices] Notices about their account
    [sessions] Sessions
    [terms] Accepted terms
   *[other] Other records
}: { NUMBER($count) }
is-kept = What is kept
kept-entries = { $count ->
    [one] 1 audit log entry, with "a removed person" in place of the name, and without network address and browser
   *[other] { $count } audit log entries, with "a removed person" in place of the name, and without network address and browser
}
kept-partner = The partner { $partner } and its other contacts
kept-backups = Backups made earlier. When one is restored, Gangway erases this person again.
erases-partner = { $name } is the only contact of { $partner }, so the partner is deleted as well. To keep it, add another contact first.
erase-named = Erase { $name }
erase-with-partner = Erase { $name } and delete { $partner }
open-partner = Open { $name }

# Fields
choose-a-role = Choose a role from the list.
website-too-long = The website is { NUMBER($length) } characters long. Shorten it to { NUMBER($max) }.
