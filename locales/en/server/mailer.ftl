it-did-not-answer-within-20 = It did not answer within 20 seconds.
smtp-url-asks-for-no-encryption = SMTP_URL asks for no encryption: use smtps://HOST, or add ?tls=required.
the-mail-server-says-more-than = the mail server says more than it has to
auto-submitted = Auto-Submitted
gangway-gangway-localhost-localdomain = Gangway <gangway@localhost.localdomain>
not-an-address = not an address
n250-kept-in-memory = 250 kept in memory
