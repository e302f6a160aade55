it-did-not-answer-within-20 = It did not answer within 20 seconds.
reply-too-long = the mail server's reply is too long
unreadable = { $file } can't be read: { $reason }

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
no-smtp = What answers there is no mail server. Check host and port.
cannot-be-built = The email can't be created: { $reason }
file-not-written = The file can't be written: { $reason }
no-certificate = { $file } holds no certificate in PEM format. Use the mail server's certificate, or that of the authority that issued it; a private key is none.
no-encryption-to-verify = { $set_in ->
    [page] The connection is not encrypted, so there is no certificate to check. Choose TLS or STARTTLS, or remove GANGWAY_SMTP_CA.
   *[environment] SMTP_URL doesn't use encryption: use smtps://HOST, or add ?tls=required.
}
sender-gets-no-email = Emails can be sent, but the sender's own address accepts none, so answers and bounces are lost: { $reply }
speaks-no-tls = The mail server does not use TLS from the first byte on this port. { $set_in ->
    [page] Choose STARTTLS (usually port 587).
   *[environment] Use smtp://USER:PASSWORD@HOST:PORT?tls=required in SMTP_URL (STARTTLS, usually port 587).
}
speaks-tls-first = Port { $port } of the mail server uses TLS from the first byte. { $set_in ->
    [page] Choose TLS.
   *[environment] Use smtps://USER:PASSWORD@HOST:{ $port } in SMTP_URL.
}
no-starttls = The mail server does not offer STARTTLS on this port. { $set_in ->
    [page] Choose TLS (usually port 465), or the port that offers STARTTLS (usually 587).
   *[environment] Use smtps://HOST in SMTP_URL (usually port 465), or the port that offers STARTTLS (usually 587).
}
no-sign-in = The mail server does not offer to sign in with a password (AUTH PLAIN or LOGIN) on this connection. { $set_in ->
    [page] Use its port for sending with a password: TLS (465) or STARTTLS (587). If it needs no password, leave user and password empty.
   *[environment] Use its port for sending with a password in SMTP_URL: smtps://USER:PASSWORD@HOST (465) or smtp://USER:PASSWORD@HOST?tls=required (587). If it needs no password, remove USER:PASSWORD@.
}
no-mail-server = What answers at this port takes no email for sending. { $set_in ->
    [page] Use the port for sending, usually 465 or 587.
   *[environment] Set SMTP_URL to the port for sending, usually 465 or 587.
}
certificate-expired = The mail server's certificate for { $host } has expired. Renew it.
certificate-of-another = The mail server's certificate is not for { $host }. { $set_in ->
    [page] Use the name in the certificate as the host.
   *[environment] Use the name in the certificate as the host in SMTP_URL.
} { $reason }
certificate-unknown = The mail server's certificate for { $host } is not issued by an authority that Gangway knows. Put that authority's certificate, or the mail server's own, into a file and set GANGWAY_SMTP_CA to its path.
not-encrypted = The connection to { $host } could not be encrypted. Gangway needs TLS 1.2 or newer. { $set_in ->
    [page] Check host, port and encryption.
   *[environment] Check SMTP_URL.
} { $reason }
