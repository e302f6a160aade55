# Why an email was refused
sign-in = The mail server did not accept our sign-in.
our-sender = The mail server does not accept the sender's address.
us = The mail server takes no emails from Gangway.
no-mailbox = The mailbox does not exist.
no-domain = The domain accepts no email.
bad-address = The address is not valid.
disabled = The mailbox is disabled.
full = The mailbox is full.
closed = The mailbox takes emails from chosen senders only.
too-large = The email is too large.
address = The mail server refused the address.
spam = The mail server refused it, perhaps as spam.
rules = The mail server refused it under its rules.
email = The mail server refused the email.
unreachable = The mail server could not be reached.
no-room = The mail server has no room left.
later = The mail server asked us to try again later.
nothing = It could not be delivered.

# Why nothing is sent, and what to do; stored in every language
fix-our-name = The mail server does not accept { $name }, the name with which Gangway introduces itself. { $set_in ->
    [page] Set GANGWAY_PUBLIC_URL to a full host name.
   *[environment] Set GANGWAY_PUBLIC_URL to a full host name, or add the right name to the end of SMTP_URL: smtps://USER:PASSWORD@HOST/NAME.
} { $reply }
fix-relaying = The mail server passes no emails on for Gangway. { $set_in ->
    [page] Check user and password under Email > Mail > Mail server, or allow Gangway's machine to send through the mail server.
   *[environment] Check user and password in SMTP_URL, or allow Gangway's machine to send through the mail server.
} { $reply }
fix-sign-in = The mail server refused the sign-in. { $set_in ->
    [page] Check the user and password under Email > Mail > Mail server, or add them.
   *[environment] Check the user and password in SMTP_URL, or add them.
} { $reply }
fix-encryption = The mail server takes emails only over an encrypted connection. { $set_in ->
    [page] Choose TLS or STARTTLS under Email > Mail > Mail server.
   *[environment] Use smtps://HOST in SMTP_URL, or add ?tls=required.
} { $reply }
fix-our-sender = The mail server refused the sender. { $set_in ->
    [page] Check the sender under Email > Mail > Mail server, and whether the user there may send from this address.
   *[environment] Check GANGWAY_MAIL_FROM, and whether the user in SMTP_URL may send from this address.
} { $reply }
fix-our-domain = The mail server cannot verify the sender's domain. { $set_in ->
    [page] Check SPF, DKIM and DMARC of the domain, or send through its own mail server.
   *[environment] Check SPF, DKIM and DMARC of the domain in GANGWAY_MAIL_FROM, or send through its own mail server (SMTP_URL).
} { $reply }
fix-our-network = The mail server takes no emails from this machine's network address. { $set_in ->
    [page] Enter your email provider's server under Email > Mail > Mail server, or ask the provider to allow this machine.
   *[environment] Set SMTP_URL to your email provider's server, or ask the provider to allow this machine.
} { $reply }
fix-our-quota = The mail server's limit for this account is reached. Sending continues once it allows that again. { $set_in ->
    [page] To raise the limit, ask your email provider, or use another account.
   *[environment] To raise the limit, ask your email provider, or use another account in SMTP_URL.
} { $reply }
fix-our-account = The mail provider has blocked sending for this account. { $set_in ->
    [page] Sign in to your email provider or ask it why, or use another account.
   *[environment] Sign in to your email provider or ask it why, or use another account in SMTP_URL.
} { $reply }
fix-us = The mail server refuses emails from Gangway. { $set_in ->
    [page] Check Email > Mail > Mail server.
   *[environment] Check SMTP_URL and GANGWAY_MAIL_FROM.
} { $reply }
fix-same-for-all = The mail server refused emails to several domains in the same way, so the reason is probably here. { $set_in ->
    [page] Check Email > Mail > Mail server.
   *[environment] Check SMTP_URL and GANGWAY_MAIL_FROM.
} { $reply }
