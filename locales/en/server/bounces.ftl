### What is heard of emails after a mail server took them.

kind = { $kind ->
    [bounced] Bounced for good
    [returned] Came back, perhaps for now
    [delayed] Delayed
    [complained] Complaint
    [answered] Automatic reply
   *[other] None of these
}
recorded = Recorded with the email it is about.
known = Reported before: nothing changed.
not-ours = It isn't about an email of this Gangway: nothing changed.

# The mailbox that is read by IMAP
no-imap = What answers there is no IMAP server. Check host and port.
not-encrypted = The connection to { $host } could not be encrypted: { $reason }. If your own authority issued the certificate, set GANGWAY_SMTP_CA.
no-starttls = The server does not offer STARTTLS on this port. Use imaps://, usually on port 993.
no-sign-in = The server takes no password on this connection. Use imaps://, usually on port 993.
sign-in-refused = The server refuses the user or password: { $reply }
no-folder = The folder { $folder } can't be opened: { $reply }
