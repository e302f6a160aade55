my-account = My account
you = You
name = Name
email = Email
email-address = Email address
password = Password
keyboard = Keyboard
where-you-are-signed-in = Where you are signed in
terms = Terms
read-the-terms-you-accepted = Read the terms you accepted
new-address = New address
confirmation-goes-to-new-address = We'll email a confirmation link to this address. It takes effect once you confirm it.
confirm-with-password = Confirm with your password
change-address = Change address
current-password = Current password
new-password = New password
change-password = Change password
this-link-has-expired = This link has expired
your-new-address-is-confirmed = Your new address is confirmed
sign-in = Sign in
a-newer-link-has-replaced-this = A newer link has replaced this one
another-address-was-asked-for-after = Another address was requested after this one. Use the link in the newest email.
sign-in-to-see-which = Sign in to see which
this-change-was-cancelled = This change was cancelled
this-address-is-in-use = This address is in use
this-link-does-not-work = This link does not work
open-the-link-again = Open the link again
link-not-here = Open the link from your email again. This browser doesn't hold it: the page was open for too long, or the link was opened in another browser.
link-cut-short = A part of the link is missing. Copy the full link from the email and paste it into the address bar.
address-link-unknown = No change of an address belongs to this link: it was deleted, or the link is from another site. Sign in to see your address under My account.
confirm-your-new-address = Confirm your new address
the-one-you-sign-in-with = The one you sign in with today.
confirm-address = Confirm address
forgot-password = Forgot password?
send-me-a-fresh-link = Send me a new link
forgot-password-2 = Forgot password
back-to-sign-in = Back to sign in
forgot-your-password = Forgot your password?
well-email-you-a-link-to = We'll email you a link to choose a new one.
email-me-a-link = Email me a link
change-it = Change it
check-your-email = Check your email
request-another-link = request another link
n8-characters-or-more-a-few = 8 characters or more. A few words in a row make a good one.
send-again = Send again
cancel = Cancel
choose-a-new-password = Choose a new password
it-signs-you-in-here-and = You'll be signed in here and signed out everywhere else.
this-link-no-longer-works = This link no longer works
it-was-used-already-or-its = It has expired or was already used. You can request a new one.
email-me-a-new-link = Email me a new link
this-browser = This browser
sign-out = Sign out

# My account
terms-accepted = Version { $number }, accepted at { $time }.
session-times = Signed in { $start }, last seen { $seen }
pending-expired = The change to { $address } was not confirmed by { $time }.
pending-until = The change to { $address } waits for confirmation until { $time }.

# Confirming an address
confirm-sub = Once confirmed, you sign in at { $organisation } with { $new } instead of { $old }. All other sessions end.
confirm-expired = The new address wasn't confirmed in time. We can email a new link to { $address }.
confirm-used = This link has already been used. Sign in with { $address } and your password.
confirm-cancelled = Your address stays as it is. To change it, sign in and open My account, or ask your contact at { $organisation }.
confirm-taken = Someone else now signs in with it, so it cannot become yours. Choose another address under My account, or ask your contact at { $organisation }.
confirm-signed-in-as = In this browser you are signed in as { $name }. Confirming signs you in as the owner of this address instead.
confirm-new-link-sent = A fresh link is on its way to { $address }. It can take a few minutes.

# Forgot password
asked-this-address = If this address can sign in here, we've sent a link to it.
asked-address = If { $address } can sign in here, we've sent a link to it.
not-right = Not right? { $link }.
did-not-get-it = Didn't get it? Check your spam folder or { $link } (up to three per hour).

# The password again
enter-your-password = Enter your password
password-again-hint = This is a sensitive change, so we check that it is you. Once in ten minutes is enough.
go-on = Continue

# Roles
role-owner = Owner
role-admin = Admin
role-viewer = Viewer
role-contact = Contact
an-owner = an owner
an-admin = an admin
a-viewer = a viewer
a-contact = a contact
portal-role-manager = Manager
portal-role-member = Member
unknown-browser = Unknown browser

# Notifications
notifications = Notifications
choose-notifications = Choose what you are notified of
back-to-account = My account
notifications-lead = When something happens, Gangway emails you. If a lot happens, you get at most one email every 10 minutes.
notify-partners = Partners
notify-mine = Those I manage
notify-all = All partners
notify-activated = Access activated
notify-not-delivered = Invitation not delivered
notify-requested = Approval requested
notify-wrong-recipient = Link reached someone else
notify-finished = Import or bulk change finished
notify-at-once = At once
notify-daily = Daily digest
notify-never = Don't notify me
notify-digest-hint = The daily digest is sent at 8:00 in your organisation's time zone.
notify-save = Save
notify-cancel = Cancel
