fix-the-address = Fix the address
give-access-and-send-an-email = Give access and send an email
give-access-by-link = Give access by link
choose-template-time-and-note = Choose template, time and note
no-mail-server-is-configured-an = No mail server is configured: an email would only be saved as a file.
copy-link = Copy link
show-link = Show link
cancel-email = Cancel email
send-again = Send again
remove-access = Remove access
no-access = No access
signed-up = Signed up
link-expired = Link expired
invited-by-link = Invited by link
opened-by-someone-else = Opened by someone else
email-queued = Email queued
scheduled = Scheduled
sending-email = Sending email
retrying = Retrying
sent = Sent
saved-as-a-file = Saved as a file
not-delivered = Not delivered
delivered = Delivered
delivery-delayed = Delayed
bounced = Bounced
what-this-means = What “{ $status }” means, and what to do
marked-as-spam = Marked as spam
email-cancelled = Email cancelled
activate-your-access = Activate your access
email = Email
you-sign-in-with-this-address = You sign in with this address.
password = Password
activate-my-access = Activate my access
thanks-for-telling-us = Thanks for telling us
this-invitation-is-for-me-after = This invitation is for me after all
i-accept-the-terms = I accept the terms
read-the-terms-opens-in-a = Read the terms (opens in a new tab)
this-is-not-me = This is not me
who-was-this-meant-for = Who was this meant for?
details = Details
the-email-waits-sending-is-paused = The email is queued. Sending is paused.
the-email-was-cancelled-before-it = The email was cancelled before it was sent.
under-way = under way
send-an-email = Send an email
template = Template
dont-send-an-email-ill-share = Don't send an email: I'll share the link myself
add-a-personal-note = Add a personal note
personal-note = Personal note
above-the-templates-text-in-this = Above the template's text, in this email only.
no-email-is-sent = No email is sent
you-get-a-personal-link-next = Next, you'll get a personal link to copy, show as a QR code or share in a ready-made message.
undo = Undo
copy = Copy
show-qr-code = Show QR code
show-a-ready-made-message = Show a ready-made message
copy-message = Copy message
weve-sent-a-new-link-to = We've sent a new link to the address this invitation belongs to, unless one was sent in the last 10 minutes. It may take a few minutes to arrive. You can close this page.
check-your-email = Check your email
this-link-has-expired = This link has expired
a-newer-link-has-replaced-this = A newer link has replaced this one
this-invitation-was-withdrawn = This invitation was withdrawn
youre-already-signed-in = You're already signed in
continue-word = Continue
your-access-is-already-active = Your access is already active
open-the-link-again = Open the link again
link-not-here = Open the link from your email again. This browser doesn't hold it: the page was open for too long, or the link was opened in another browser.
link-cut-short = A part of the link is missing. Copy the full link from the email and paste it into the address bar. If you've already activated your access, sign in.
link-unknown = No invitation belongs to this link: it was deleted, or the link is from another site. If you've already activated your access, sign in. Otherwise ask the person who invited you for a new link.
set-up-link-over = This set-up link no longer works
set-up-link-in-the-log = Only the newest set-up link works. You find it at the end of the server's log. To print another one, run `gangway owner-link` on the server.
set-up-is-done = Gangway has been set up. Sign in as the owner, or ask the owner to invite you.
this-link-does-not-work = This link does not work
email-me-a-new-link = Email me a new link
sign-in = Sign in
forgot-password = Forgot password?
when = When
send-now = Send now
schedule = Schedule
date-and-time = Date and time
set-up-gangway = Set up Gangway
you-become-the-owner-partners-see = You become the owner. Partners see the name of your organisation.
organisation-name = Organisation name
first-name = First name
last-name = Last name
choose-how-the-invitation-goes-out = Choose how the invitation goes out.
choose-a-template-from-the-list = Choose a template from the list.
choose-a-date-and-time-or = Choose a date and time, or choose Send now.

# Standing of a contact
badge-since = { $label } { $time }
badge-scheduled = Scheduled for { $time }
badge-retrying = Retrying at { $time }
status-with-reason = { $status }: { $reason }

# Access panel
panel-label-member = Access of { $name }
panel-label = Portal access of { $name }
invited-by = Invited by { $name }.
invited-by-when = Invited by { $name } { $time }.
link-expired-on = The link expired { $date }.
link-works-until = The link works until { $time }.
terms-version = version { $number }
terms-accepted = Accepted { $version } of the terms at { $time }.
reported-at = Someone opened the link at { $time } and says it is not for them.
reported-words = They wrote: "{ $comment }".
reported-what-next = Check the address and invite the right person.
address-wrong = Is the address wrong? { $link } and a new invitation goes there.
remove-question = Remove { $name }'s access to the portal?
remove-consequence = Every link sent so far stops working and every session ends immediately. The contact stays, and you can give access again at any time.
remove-access-of = Remove access of { $name }

# Email line
email-leaves-or-once-resumed = The email will be sent at { $time }, or once sending is resumed. It's paused now.
retries-once-resumed = Not delivered yet. { $reason } Gangway tries again once sending is resumed. It is paused now.
email-leaves-soon = The email to { $address } leaves in a moment.
email-leaves-at = The email to { $address } will be sent at { $time }.
email-being-sent = The email to { $address } is being sent.
email-retries-at = Not delivered yet. { $reason } Gangway tries again at { $time }.
email-accepted = Sent to { $address } { $time }. Not activated yet.
accepted-is-not-delivered = The mail server accepted it, which doesn't mean that it arrived: what can't be delivered returns to the mailbox it was sent from. If nothing arrives, correct the address or copy the link.
a-bounce-is-shown-here = The mail server accepted it, which doesn't mean that it arrived. If it comes back, you'll see it here. If nothing arrives, correct the address or copy the link.
email-filed = No mail server is configured, so nothing was sent. The email was saved as a file { $time }. Copy the link and share it yourself.
email-failed = Not delivered to { $address }, { $time }. { $reason }
email-delivered = Delivered to { $address } { $time }. Not activated yet.
email-answered = Delivered to { $address }: an automatic reply came back { $time }. Not activated yet.
email-delayed = Not delivered to { $address } yet: the mail server reported a delay { $time } and keeps trying. { $reason }
email-bounced = The email to { $address } bounced { $time }. { $reason } Fix the address, or copy the link.
email-returned = The email to { $address } came back { $time }. { $reason } Copy the link, or send it again later.
email-complained = The email to { $address } was marked as spam { $time }. Don't send more: talk to them, or share the link another way.
next-reminder = Next reminder: { $time }.
skip = Skip
stop-reminders = Stop reminders
reminders-are-off = Reminders are off.
turn-on-reminders = Turn on reminders
extend-link = Extend link
attempt = { $time } to { $address }: { $outcome }

# Leaving
leaving-soon = Invitation to { $address } leaves in a moment
leaving-in = Invitation to { $address } leaves in { $seconds } s

# Activation
activation-link-until = This link works until { $time }.
reported-thanks = { $name } can now correct the address. You can close this page.
welcome-portal = { $name }, welcome to { $organisation }'s partner portal
welcome-portal-sub = { $inviter } invited you for { $partner }. Choose a password to activate your access.
welcome-team = { $name }, welcome to { $organisation }'s partner team
welcome-team-sub = { $role ->
    [owner] { $inviter } invited you to run { $organisation }'s partner program as an owner, who can do everything an admin can, change roles, remove team members and set up the organisation.
    [admin] { $inviter } invited you to run { $organisation }'s partner program as an admin, who can add and change partners, give and remove access, manage programs, statuses, templates and mail, and invite team members.
   *[viewer] { $inviter } invited you to run { $organisation }'s partner program as a viewer, who can view everything but not make changes.
} Choose a password to activate your access.
not-me-hint = Don't set a password. Tell { $name } so they can correct the address.
tell = Tell { $name }
signed-in-as-other = You are signed in as { $other }. Activating will sign you in as { $name } instead.
sign-out-other = Sign out { $name }

# Links that cannot activate
expired-but-open = Your invitation to { $place } is still open. We can email a new link to { $address }.
replaced-by-newer = There is a newer invitation to { $place }. Open the newest email from { $organisation } and use the link in it.
withdrawn-by = { $organisation } withdrew this invitation, so its links no longer work. If you expected access, ask your contact at { $organisation } for a new invitation.
access-is-active = Your access to { $place } is active.
already-used = This link has already been used. Your access to { $place } is active. Sign in with { $address } and your password.

# How to invite
# The name, or "they" where it is still to be typed.
how-to-invite = { $name ->
    [they] How should they get their invitation?
   *[other] How should { $name } get their invitation?
}
template-default = { $name } (default)
not-reaching = No mail server is configured: an email would only be saved as a file on the server. Share the link instead.
header-to = To
header-from = From
header-replies-to = Replies to
replies-to-you = you
in-time-zone = In your organisation's time zone, { $zone }.

# What the button of a form does
add-and-send = Add and send invitation
add-and-send-at = Add, send { $time }
add-and-schedule = Add and schedule
add-and-get-link = Add and get the link

# Link box
link-for = Activation link for { $name }
link-caution = The link works until { $time }. Share it only with { $name }: anyone who opens it can activate this account.
link-qr-code = QR code of the activation link for { $name }

# What happens next
next-give = Nothing was sent. You can give { $name } access now or later.
next-active = { $name } is in: they set a password and can use the portal.
next-share-link = Next: share the link with { $name }. You'll see here when they use it.
next-opens = Next: { $name } opens the email and sets a password. You'll see it here and in your list of partners.
next-sent-opens = Sent. Next: { $name } opens the email and sets a password. You'll see it here and in your list of partners.

give-and-send = Give access and send invitation
give-and-send-at = Give access, send { $time }
give-and-schedule = Give access and schedule
give-and-get-link = Give access and get the link
