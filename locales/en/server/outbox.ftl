nothing-to-retry = No emails are waiting for a retry.
resume-before-retrying = Sending is paused. Resume it first, then try again.
too-late-to-undo = This email can no longer be cancelled. Remove access to end its link.
state-has-changed = The state of this email has changed. Check it, then try again.
gangway-could-not-write-this-email = Gangway couldn't create this email. See the server log for the reason.
no-longer-needed = This email to { $name } is no longer needed, so it can't be sent. Send a new one instead.
paused-by = Paused by { $name }.
sending-is-paused = Sending is paused. { $why }
saved-as-files = No mail server is configured. Invitations are saved as files, so share links yourself.
open-mail = Open mail
open-mail-server = Mail server

limit-reached = You've reached the limit of { NUMBER($limit) } emails per hour to { $name }. { $minutes ->
    [one] Try again in 1 minute.
   *[other] Try again in { $minutes } minutes.
}
daily-limit-reached = Today, { $email } has already been sent { NUMBER($limit) } emails that contacts asked for. Try again tomorrow.
partner-limit-reached = Your company has reached the limit of emails for now. Try again later.
too-many-emails = Too many emails are leaving right now. Try again in an hour.
copy-a-link-instead = If it's urgent, copy a link and share it yourself.

# What an email is about
about = { $kind ->
    [password_reset] Password reset
    [wrong_recipient] Link in the wrong hands
    [address_asked] New address asked for
    [address_changed] Address changed
    [address_change] New address to confirm
    [password_changed] Password changed
    [role_changed] Role changed
    [owner_added] New owner
    [new_browser] New browser
    [notification] Notification
   *[invitation] Invitation
}

# Attempts
sent-text = { $template }, version { $version }, { $language }
outcome-unknown = Outcome unknown: Gangway stopped before the mail server replied.

# Timeline
event-accepted = { $kind ->
    [reminder] The mail server accepted the reminder to { $name }.
    [password_reset] The mail server accepted the password reset email to { $name }.
    [address_change] The mail server accepted the address confirmation email to { $name }.
   *[invitation] The mail server accepted the invitation to { $name }.
}
event-filed = { $kind ->
    [reminder] The reminder to { $name } was saved as a file.
    [password_reset] The password reset email to { $name } was saved as a file.
    [address_change] The address confirmation email to { $name } was saved as a file.
   *[invitation] The invitation to { $name } was saved as a file.
}
event-failed = { $kind ->
    [reminder] The reminder to { $name } could not be delivered: { $reply }
    [password_reset] The password reset email to { $name } could not be delivered: { $reply }
    [address_change] The address confirmation email to { $name } could not be delivered: { $reply }
   *[invitation] The invitation to { $name } could not be delivered: { $reply }
}

# What an attempt to send led to; stored in every language
attempt-accepted = Accepted: { $reply }
attempt-filed = Saved as a file; no mail server is configured
attempt-refused = Refused: { $reply }
attempt-given-up = Given up after 5 days: { $reply }
attempt-retries = Will be retried: { $reply }
attempt-unknown = Outcome unknown: a backup was restored
taken-back-by-restore = A backup was restored, and this may have been sent already.
