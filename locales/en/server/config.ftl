# Settings
listen = Address and port to listen on
public-url = Address people use. Every link starts with it. With https, cookies are Secure. Without it: http://localhost and the port; required if other machines can connect
data-dir = Folder of the SQLite file and, without a mail server, of saved emails
database-url = sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME. Without it: gangway.db in the data folder
database-url-file = File that contains DATABASE_URL, so that its password is neither in the environment nor in the process list
smtp-url = smtps://USER:PASSWORD@HOST or smtp://USER:PASSWORD@HOST?tls=required. Without it: emails are saved as .eml files
smtp-url-file = File that contains SMTP_URL, so that its password is neither in the environment nor in the process list
smtp-ca = PEM file of your own certificate authority for the mail server, in addition to the public ones
mail-from = Sender of all emails, for example "Acme partners <partners@acme.example>"
send-hold = Seconds an invitation waits before it is sent, so that it can be undone; 0 to 600
trusted-proxies = How many of your own proxies are in front. That many entries of X-Forwarded-For are trusted
staff-session-days = Days after which team members sign in again, whatever they do; 1 to 365
contact-session-days = Days after which contacts sign in again, whatever they do; 1 to 365
audit-months = Months for which audit log entries are kept; 0 keeps them forever
origin-days = Days for which the audit log keeps network address and browser; 0 keeps them as long as their entry
invitation-months = Months for which used, expired, replaced and withdrawn invitations are kept with their emails; 0 keeps them forever
metrics-listen = Address and port for the Prometheus metrics at /metrics. Everyone who can connect there can read them. Without it: none
site-dir = Folder of the pages' assets

# Problems, each after the name of its setting and a colon
public-url-missing = Other machines can connect, so links need the address people use, for example https://partners.acme.example.
public-url-invalid = Use http:// or https:// and a host, without a path, for example https://partners.acme.example.
database-url-invalid = Use sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME.
given-twice = { $setting } is set as well. Use only one of them.
file-empty = { $file } is empty.
file-unreadable = { $file } cannot be read: { $error }.
smtp-url-invalid = Use smtps://USER:PASSWORD@HOST or smtp://HOST?tls=required.
smtp-url-unreadable = It cannot be read ({ $error }). Use smtps://USER:PASSWORD@HOST or smtp://HOST?tls=required.
smtp-url-unencrypted = Email would be sent unencrypted. Use smtps://HOST, or add ?tls=required.
mail-from-missing = Emails need a sender, because SMTP_URL is set.
mail-from-invalid = Use an address, or a name and an address: Acme <partners@acme.example>.
site-dir-holds-data = The database or saved emails are in this folder, so everyone could download them. Use a folder that holds only the pages' assets.
trusted-proxies-missing = People reach Gangway over https, but it listens on this machine only, so a proxy is in front. Set this to the number of your proxies, usually 1, or to 0 if there is none.
log-format-invalid = Use text or json.
data-dir-unusable = { $folder } cannot be used: { $error }
address-unusable = { $address } cannot be used: { $error }

# How the mail server is reached
encrypted-tls = { $server }, encrypted (TLS)
encrypted-starttls = { $server }, encrypted (STARTTLS)
encrypted-if-offered = { $server }, encrypted if the server offers it
unencrypted = { $server }, not encrypted
