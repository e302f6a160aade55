mail-server = Mail server
lead = Through which server emails leave, and who they are from.
back = Mail
set-up-email = Set up email
set-up-lead = One more step: the mail server that sends your invitations. You can do this later and share links yourself until then.
later = Later
server = Server
sender = Sender
none = None: emails are saved as files on the server.
provider = Provider
provider-hint = Fills in host, port and encryption.
host = Host
port = Port
port-hint = Left empty: 465 for TLS, 587 for STARTTLS, 25 without encryption.
encryption = Encryption
encryption-choice = { $word ->
    [tls] TLS (usually port 465)
    [starttls] STARTTLS (usually port 587)
   *[none] None, only for a mail server on this machine
}
user = User
user-hint = Often an email address. Left empty if the server asks for no password.
user-of-provider = The note above says which one.
password = Password
password-kept = A password is stored. Leave this empty to keep it while host and user stay the same.
password-hint = Stored encrypted, and never shown again.
sender-name = Sender name
sender-name-hint = Shown in the inbox, for example your organisation's name.
sender-address = Sender address
save = Save
test-hint = Sends a test to { $address } with what is entered here. You don't have to save first.
remove = Remove mail server
remove-text = Forgets host, user and password. Emails are saved as files until another mail server is set.

# What is wrong with a field
choose-an-encryption = Choose an encryption from the list.
enter-host = Enter the mail server's host name.
enter-sender = Enter the sender's address.
port-invalid = Enter a number from 1 to 65535.
password-invalid = A password can't contain control characters.

# The sender's domain
sender-domain = Sender's domain
check-domain = Check DNS records
check-again = Check again
to-forward = Text to forward
open-in-mail = Write email
test-email = Check the signature of a test email
test-source = Source of the test email
check-signature = Check signature
