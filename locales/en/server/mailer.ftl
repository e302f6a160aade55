it-did-not-answer-within-20 = It did not answer within 20 seconds.
smtp-url-asks-for-no-encryption = SMTP_URL doesn't use encryption: use smtps://HOST, or add ?tls=required.
reply-too-long = the mail server's reply is too long
not-an-address = not an address
unreadable = { $file } can't be read: { $reason }
no-certificate = { $file } holds no PEM certificate: { $reason }

# Previews
subject-label = Subject:
recipient = { $name } of { $partner }
sample-recipient = { $name } of { $partner } (sample)

# Tests
mail-works = Mail works
mail-works-text = If you're reading this, { $organisation } can send email.
test-subject = [Test] { $subject }
test-accepted = The mail server accepted the test for { $address }: { $reply }
test-filed = No mail server is configured. The test for { $address } is saved as a file on the server.
test-failed = The test for { $address } wasn't sent. { $reason }

# What goes wrong; stored in English where a queued email meets it
did-not-finish = The mail server did not finish within { NUMBER($seconds) } seconds.
unexpected-reply = The mail server sent an unexpected reply: { $reply }
unreachable = The mail server can't be reached: { $reason }
sign-in-refused = The mail server refused the sign-in. Check SMTP_URL. { $reply }
sender-refused = The mail server refused the sender. Check SMTP_URL and GANGWAY_MAIL_FROM. { $reply }
cannot-be-built = The email can't be created: { $reason }
file-not-written = The file can't be written: { $reason }
