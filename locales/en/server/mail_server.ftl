key-lost = The mail server's user and password can't be read: { $file } is missing or is another key. Put the file back, or have an owner enter both again under Email > Mail > Mail server. Emails wait until then.
key-unusable = The key { $file } can't be used: { $error } Restore the file from a backup, or delete it and save again.
no-longer-fits = The mail server can't be used as it is stored. Enter it again under Email > Mail > Mail server.
set-by-environment = Set in the environment: SMTP_URL and GANGWAY_MAIL_FROM. It can only be changed there.
only-owners = Only owners can change the mail server.
place = under Email > Mail > Mail server
this-page = here
host-invalid = Enter a host name, for example smtp.example.com.
unencrypted = Passwords and links would cross the network unencrypted. Choose TLS or STARTTLS. Without encryption, only a mail server on this machine is used: localhost.
enter-user = Enter the user.
enter-password = Enter the password. The stored one is kept only for the same host and user.

# Providers; each calls its pages as they are called there
provider = { $word ->
    [gmail] Google Workspace / Gmail
    [microsoft] Microsoft 365
    [ses] Amazon SES
    [postmark] Postmark
    [mailgun] Mailgun
    [sendgrid] SendGrid
    [brevo] Brevo
    [fastmail] Fastmail
    [zoho] Zoho Mail
   *[local] Own mail server, for example Postfix
}
provider-hint = { $word ->
    [gmail] User: the full Gmail address. Password: an app password from myaccount.google.com/apppasswords, for which 2-step verification has to be on. The sender has to be this address or one of its aliases.
    [microsoft] User: the full address of a mailbox. Password: that of the mailbox, or an app password. In the admin center, turn on Authenticated SMTP for this mailbox. From 2027 on, Microsoft turns off passwords for SMTP unless an administrator allows them.
    [ses] Replace eu-central-1 with your region. User and password: SMTP credentials that you create in the SES console under SMTP settings; access keys don't work. Verify the sender's domain there, and move your account out of the sandbox.
    [postmark] User and password: access key and secret key of an SMTP token (message stream > Settings), or the server API token for both. The sender has to be a confirmed sender signature.
    [mailgun] User and password: the SMTP credentials of your domain (Domain settings > SMTP credentials). In the EU region, the host is smtp.eu.mailgun.org.
    [sendgrid] User: the word apikey. Password: an API key with the permission Mail Send. Verify the sender under Settings > Sender Authentication.
    [brevo] User: the login shown under Settings > SMTP & API. Password: an SMTP key from there; an API key doesn't work.
    [fastmail] User: your full Fastmail address. Password: an app password from Settings > Privacy & Security.
    [zoho] User: the full address. Password: an application-specific password, if two-factor authentication is on. In the EU, the host is smtppro.zoho.eu; for personal accounts smtp.zoho.com.
   *[local] A mail server such as Postfix on the machine, or in the container, in which Gangway runs. It usually needs no user and no password.
}
