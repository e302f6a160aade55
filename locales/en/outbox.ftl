nothing-yet = Nothing yet
none-mail-is-saved-as-files = None: emails are saved as files on the server.
set-up-email = Set up email
mail-server-settings = Settings
mail-server = Mail server
server = Server
sender = Sender
last-accepted = Last accepted
test-email-hint = Sends a test email to you right away.
mail = Mail
mail-lead = Server status, queue and delivery log.
older = Older
no-email-to-this-address = No email to this address
search-for-another-part-of-the = Search for another part of the address.
clear-search = Clear search
no-mail-here = No emails to show
every-email-appears-here-with-its = Every email appears here with its delivery status.
messages = Messages
search-by-address = Search by address
search = Search
all = All
waiting = Waiting
planned = Scheduled
retrying = Retrying
sent = Sent
bounced = Bounced
saved-as-a-file = Saved as a file
failed = Failed
cancelled = Cancelled
piles = Filter by state
fix-the-address = Fix the address
about = About
state = State
asked-for = Requested
details = Details
send-a-test-to-me = Send a test to me

# Sending
resume-sending = Resume sending
pause-sending = Pause sending
paused-since = Sending is paused since { $time }.
paused-until = Gangway tries again at { $time }.
paused-until-resumed = Nothing is sent until someone resumes sending.

# Queue
head-to = To
try-again-all = { $count ->
    [one] Try 1 again
   *[other] Try all { $count } again
}
recipient = { $name } ({ $address })
tried-again = Retrying the email to { $recipient }.
tried-accepted = Tried again: the mail server accepted the email to { $recipient }.
tried-otherwise = Tried again, the email to { $recipient }. { $status }
try-now = Try now
whose-email = the email to { $name }
cancel = Cancel
fix-address-of = of { $name }
person-of-partner = { $name } of { $partner }
next-attempt = Next attempt at { $time }
attempts = { $count ->
    [one] 1 attempt
   *[other] { $count } attempts
}
