it-did-not-answer-within-20 = It did not answer within 20 seconds.
smtp-url-asks-for-no-encryption = SMTP_URL doesn't use encryption: use smtps://HOST, or add ?tls=required.
the-mail-server-says-more-than = the mail server's reply is too long
not-an-address = not an address
