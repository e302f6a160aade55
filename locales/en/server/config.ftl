# Settings
listen = Address and port to listen on
public-url = Address people use. Every link starts with it. With https, cookies are Secure. Without it: http://localhost and the port; required if other machines can connect
data-dir = Folder of the SQLite file and, without a mail server, of saved emails
database-url = sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME. Without it: gangway.db in the data folder
smtp-url = smtps://USER:PASSWORD@HOST or smtp://USER:PASSWORD@HOST?tls=required. Without it: emails are saved as .eml files
smtp-ca = PEM file of your own certificate authority for the mail server, in addition to the public ones
mail-from = Sender of all emails, for example "Acme partners <partners@acme.example>"
bounce-address = Address that undeliverable emails return to, for example bounces@acme.example. Each email gets one of its own: bounces+TOKEN@acme.example. The mail server must accept it as a sender
bounce-webhooks = Providers of email that report bounces to /webhooks/NAME, each with its secret, for example "postmark:SECRET". Names: ses, postmark, mailgun, sendgrid, brevo
bounce-mailbox = Mailbox that bounces come to, read by IMAP: imaps://USER:PASSWORD@HOST/FOLDER, or imap:// for STARTTLS. Without a folder: INBOX. Without it: none is read
send-hold = Seconds an invitation waits before it is sent, so that it can be undone; 0 to 600
trusted-proxies = How many of your own proxies are in front. That many entries of X-Forwarded-For are trusted
staff-session-days = Days after which team members sign in again, whatever they do; 1 to 365
contact-session-days = Days after which contacts sign in again, whatever they do; 1 to 365
audit-months = Months for which audit log entries are kept; 0 keeps them forever
origin-days = Days for which the audit log keeps network address and browser; 0 keeps them as long as their entry
invitation-months = Months for which used, expired, replaced and withdrawn invitations are kept with their emails; 0 keeps them forever
dns-server = Address of the DNS server to ask, for example 192.0.2.53 or 192.0.2.53:5353. Without it: those of the system
metrics-listen = Address and port for the Prometheus metrics at /metrics. Everyone who can connect there can read them. Without it: none

# Problems, each after the name of its setting and a colon
public-url-missing = Other machines can connect, so links need the address people use, for example https://partners.acme.example.
database-url-invalid = Use sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME.
given-twice = { $setting } is set as well. Use only one of them.
file-empty = { $file } is empty.
file-not-regular = { $file } is not a file.
file-too-large = { $file } is larger than 64 kB.
file-unreadable = { $file } cannot be read: { $error }.
mail-from-missing = Emails need a sender, because SMTP_URL is set.
mail-from-invalid = Use an address, or a name and an address: Acme <partners@acme.example>.
bounce-address-invalid = Use an address whose mailbox takes bounces+anything@acme.example, or write where the changing part goes: bounces-*@acme.example.
bounce-address-long = The part before @ is too long: each email adds 50 characters to it, and 64 are allowed. Use { NUMBER($most) } at most.
bounce-mailbox-invalid = Use imaps://USER:PASSWORD@HOST, or imaps://USER:PASSWORD@HOST/FOLDER. If a character of the user or password is the problem, write it as %XX, for example : as %3A and % as %25.
webhook-unknown = Write a provider and its secret, as in postmark:SECRET. Providers: { $names }.
webhook-secret = The secret of { $name } needs 16 characters or more: { $name }:SECRET.
trusted-proxies-missing = People reach Gangway over https, but it listens on this machine only, so a proxy is in front. Set this to the number of your proxies, usually 1, or to 0 if there is none.
log-format-invalid = Use text or json.
data-dir-unusable = { $folder } cannot be used: { $error }
address-unusable = { $address } cannot be used: { $error }. Choose another one, for example { $flag } 127.0.0.1:3100.
local-links-only = Links in emails start with { $origin } and open on this machine only. Set GANGWAY_PUBLIC_URL to the address that people use, for example GANGWAY_PUBLIC_URL=https://partners.acme.example, and restart Gangway.
dns-server-invalid = Use the IP address of a DNS server, for example 192.0.2.53, or with a port 192.0.2.53:5353.
address-invalid = Use an address and a port, for example 127.0.0.1:3000, or 0.0.0.0:3000 so that other machines can connect.
public-url-invalid = Use http:// or https:// and a host, for example https://partners.acme.example.
public-url-has-a-path = Gangway needs a host of its own and cannot be below a path. Use http:// or https:// and a host, for example https://partners.acme.example.
mail-from-many = Use one address, or a name and an address: Acme <partners@acme.example>.
smtp-url-invalid = Use smtps://USER:PASSWORD@HOST or smtp://USER:PASSWORD@HOST?tls=required. If a character of the user or password is the problem, write it as %XX, for example @ as %40 and % as %25.
smtp-url-half-signed-in = There is a user or a password without the other before the last @. Use smtps://USER:PASSWORD@HOST, or smtps://HOST without a sign-in.
smtp-url-not-utf8 = A %XX in the user or password is a control character or not UTF-8. Write the character itself in SMTP_URL, or its bytes in UTF-8, for example ü as %C3%BC.
smtp-url-port = The port is a number from 1 to 65,535. Use smtps://USER:PASSWORD@HOST:PORT.
smtp-url-parameter = { $name } is not a parameter of SMTP_URL. The only one is tls: smtp://USER:PASSWORD@HOST?tls=required.
port-invalid = The port is a number from 1 to 65,535, for example 127.0.0.1:3000.
path-unexpanded = ~ and $NAME are not replaced here. Write the whole path, for example /var/lib/gangway.
smtp-url-unencrypted = Passwords and links would cross the network unencrypted. Use smtps://HOST, or add ?tls=required. A mail server without encryption is used only on this machine, as smtp://localhost:PORT. If yours runs in another container, let both share one network namespace (Docker: network_mode), or put a TLS proxy such as stunnel in front of it.
unknown-variable = { $name } is not a setting, so it has no effect. Did you mean { $nearest }?
unknown-variable-alone = { $name } is not a setting, so it has no effect. `gangway config` lists the settings.

# How the mail server is reached
encrypted-tls = { $server }, encrypted (TLS)
encrypted-starttls = { $server }, encrypted (STARTTLS)
encrypted-if-offered = { $server }, encrypted if the server offers it
unencrypted = { $server }, not encrypted
number-invalid = Write a whole number from { NUMBER($from) } to { NUMBER($to) }.
