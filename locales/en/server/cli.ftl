# Help
about = A self-hosted partner portal: invite partners, track every invitation, manage their access.
about-settings = Every setting is an environment variable and a flag. By default, Gangway keeps its data in ./data, listens on http://localhost:3000 and saves emails as files.
usage = Usage
commands = Commands
arguments = Arguments
options = Options
print-help = Print help
print-version = Print version
help-command = Print the help of a command

serve = Migrate the database, then answer requests and send email until stopped
migrate = Migrate the database and exit
owner-link = Print a new one-time link for the first owner, or with --for, a link with which an owner chooses a new password
owner-link-for = Email address of the owner who gets a link to choose a new password. Sends nothing
backup = Copy the database to a new file while Gangway runs
backup-file = File to create. It must not exist yet
bounce = Read a message that came back from standard input, say what it is, and record it with the email it is about
doctor = Report problems with configuration, database, mail server and queue, and how to fix them. Changes and sends nothing
config = Print the settings that count, with where each comes from, and without passwords
health = Ask the server on this machine whether it is ready; fails if not
health-listen = Address and port on which the server listens
restore = Restore the database from a backup. Links and sessions in it end, and no email is sent until you resume sending
restore-file = Backup to restore
replace = Replace the existing database and keep it under another name
new-passwords = Make everyone choose a new password: those in the backup no longer work. Prints a link for each owner
seed = Fill the database with demo data: 40 partners in every state
seed-partners = Add so many invented partners instead, to measure with
demo = Try Gangway: 40 invented partners in a temporary folder, and a page that shows the emails

# What commands say
become-owner = Open this link to become the owner: { $link }
ready = Gangway is ready: { $url }
database-updated = The database is up to date.
not-set = not set
from-flag = flag
from-file = file { $file }
from-environment = environment
from-default = default
no-answer = No server answers at { $address }: { $error }
silent = The server at { $address } does not answer within { NUMBER($seconds) } s.
not-gangway = What answers at { $address } is not Gangway.
has-owner = There is already an owner ({ $owners }). Sign in, use "Forgot password?", or run `gangway owner-link --for EMAIL` to print a link for a new password.
no-owner = There is no owner yet. Run `gangway owner-link` without --for.
no-database = There is no database at { $file }, so no link would work. Run this command with the settings of the service, in its folder and as its user: operations.md shows how ("Commands beside the service"). If there is no service yet, start it with `gangway serve`, which prints the first link.
no-such-owner = No owner signs in with { $email }. Owners: { $owners }
seeded = { $count ->
    [one] Added 1 partner
   *[other] Added { $count } partners
}, all invented, in every state. No email was sent.
seed-refused = There are already partners, so no demo data was added. Use an empty database.
database-busy = The database is busy. Try again in a few seconds.
database-unavailable = The database is not available: { $error }

# Files, in several commands
file-exists = { $file } already exists. Choose another name.
file-unwritable = { $file } cannot be written: { $error }.
file-unreadable = { $file } cannot be read: { $error }.
file-not-ours = { $file } cannot be written: { $error }. Make it writable for the user that runs Gangway, who is { $user }: chown { $user } { $file }
file-damaged = { $file } is damaged: { $error }.
rows-dangling = { $file } is damaged: { $count ->
    [one] 1 row refers to a row that doesn't exist
   *[other] { $count } rows refer to rows that don't exist
}.
restore-hint = Restore a backup with `gangway restore FILE --replace`.

# Start
database = The database
database-empty = { $file } is empty (0 bytes): the disk was full, or a copy failed. Restore a backup with `gangway restore FILE --replace`, or delete the file to start with an empty database.
database-foreign = { $file } is damaged or not a SQLite database. Restore a backup with `gangway restore FILE --replace`.
database-missing = { $file } is missing, but there was a database. Left over: { $remains }. No new database was created. Bring the file back (is the right disk mounted?), restore a backup with `gangway restore FILE`, or delete what is left over to start with an empty database.
database-folder-unwritable = The folder { $folder } cannot be written: { $error }. Gangway keeps its database there. Make it writable for the user that runs Gangway, who is { $user }: chown { $user } { $folder }
database-of-something-else = { $database } belongs to another program: it has tables, but none of Gangway's.
database-half-restored = A restore into this database is in progress or was interrupted, so Gangway would send its emails again. Drop the database, create it again and repeat the restore.
database-unopened = { $database } cannot be opened: { $error }
database-right-missing = PostgreSQL refuses: { $error }. As the database's owner, run: grant all on database NAME to ROLE, with the names in DATABASE_URL.
database-read-only = { $database } is read-only: { $error }.
not-copied = Nothing was migrated, because the database could not be copied to { $file } first: { $error }. The copy needs { NUMBER($size) } MB on this disk.
database-damaged = { $database } is damaged ({ $error }). Nothing was changed. Restore a backup with `gangway restore FILE --replace`, which keeps the damaged file under another name.
marker-begun = The first start has begun and not ended yet.
marker-created = Gangway created a database here. If { $file } is gone, it was lost, and Gangway won't start with an empty one instead. Delete this file to start with an empty database.

# Backup
backed-up = The backup is in { $file } ({ NUMBER($bytes) } bytes).
backup-checked = It is intact and contains { $count ->
    [one] 1 partner
   *[other] { $count } partners
}.
backup-dumped = It was made by pg_dump, and pg_restore can read it.
backup-advice = Protect it like the database: it contains names, addresses and password hashes. Back up your environment settings as well, which are not included.
backup-no-database = There is no database at { $file }.
backup-no-gangway = The output of pg_dump contains no Gangway database. Check DATABASE_URL.
backup-unusable = { $file } is not a usable backup: { $error }.
backup-dangling = { $file } is not a usable backup: { $count ->
    [one] 1 row refers to a row that doesn't exist
   *[other] { $count } rows refer to rows that don't exist
}.
backup-not-sqlite = { $file } is not a usable backup: it isn't a SQLite database.
tool-missing = { $program } could not be started ({ $error }). Install PostgreSQL's client programs, in the server's version or newer, or run { $program } on the database's machine.
tool-failed = { $program } failed: { $error }

# Restore
restored = The backup { $file } is the database now.
restored-aside = The previous database was kept as { $file }.
restored-until = It contains what happened until { $time }. Anything later is lost, so access removed since then is back: review it first.
restored-empty = It contains no events yet.
restored-invitations = Invitation links ended: { NUMBER($count) }. Send these invitations again from the partners' pages.
restored-requests = Password resets ended: { NUMBER($resets) }. Email changes ended: { NUMBER($changes) }. People ask for them again.
restored-sessions = Sessions ended: { NUMBER($count) }. Everyone signs in again.
restored-emails = Emails waiting: { NUMBER($count) }. Some may have been sent already. Sending is paused.
restored-bulk = Partners left out of a bulk change: { NUMBER($count) }. The change continues only if you ask for it.
restored-erased = Contacts erased since the backup and erased again now: { NUMBER($count) }.
restored-partners-deleted = Deleted with them, because they had no other contact: { $names }. Add these partners again if you still need them.
restored-passwords = Passwords changed since the backup are the old ones again, and team members removed since are back with theirs. Remove them under Organisation > Team, or restore with --new-passwords.
renewed-passwords = Passwords that no longer work: { NUMBER($count) }. Everyone chooses a new one with "Forgot password?" once sending is resumed.
renewed-owner = Open this link within an hour to choose a new password as { $name }: { $link }
restored-next = Next: start Gangway, go to Email > Mail, cancel what was already sent, and resume sending.
paused-by-restore = A backup was restored. Waiting emails may have been sent already.
restore-exists = { $file } already exists. With --replace, it is replaced and kept under another name.
restore-in-use = { $file } is in use. Stop Gangway first.
restore-not-empty = The database of DATABASE_URL already contains Gangway's data and was not changed. Create an empty database (createdb), set DATABASE_URL to it and restore again.
restore-unfinished = The restore did not finish: { $error }. Drop this database and restore again.

# Doctor
ok = ok
warning = warning
error = error
problems-found = { $count ->
    [one] 1 problem found.
   *[other] { $count } problems found.
}

configuration = Configuration
doctor-listening = Links start with { $origin }. Gangway listens on { $address }.
doctor-unencrypted = Links start with { $origin }, so passwords and links cross the network unencrypted. Put a proxy with TLS in front, and set GANGWAY_PUBLIC_URL to its https address.
doctor-proxies = Links start with { $origin }, so there is a proxy in front, but GANGWAY_TRUSTED_PROXIES is 0: the audit log records the proxy's address instead of the visitor's. With one proxy, set it to 1.
metrics = Metrics
doctor-metrics = Everyone who can reach { $address } can read the metrics. Allow only your Prometheus.
no-pages = This program was built without its pages. Build it with "make build".

database-label = Database
doctor-database-url = DATABASE_URL cannot be read: { $error }.
doctor-no-database = There is none yet. The first start creates { $file }.
doctor-database = { $file } is intact and writable.
doctor-journal = The journal mode is { $mode } instead of WAL, so reads wait for writes. Is the database on a network disk? SQLite needs a local one.
doctor-postgres = PostgreSQL at { $host } answers and accepts writes. { $mode ->
    [verify-full] The connection is encrypted and its certificate is verified.
    [verify-ca] The connection is encrypted, but its certificate may be for another host. Remove sslmode from DATABASE_URL.
    [require] The connection is encrypted, but its certificate isn't verified. Remove sslmode from DATABASE_URL.
    [disable] The connection isn't encrypted.
   *[other] The connection is encrypted if PostgreSQL offers it.
}
doctor-no-postgres = PostgreSQL does not answer: { $error }.
doctor-unread = It cannot be read: { $error }
data-folder = Data folder
doctor-modes = Only the user that runs Gangway can read its files.
doctor-modes-loose = { $count ->
    [one] Other users of this machine may read 1 file or folder: { $names }
   *[other] Other users of this machine may read { $count } files and folders, for example { $names }
}. Take their permissions away with `chmod go=`.
disk = Disk
doctor-disk = { $size } MB free at { $folder }.
doctor-disk-low = { $size } MB free at { $folder }. Free up space before it is full.
doctor-disk-full = { $size } MB free at { $folder }. The next change may fail. Free up space.
clocks = Clocks
doctor-clocks = This machine's clock and PostgreSQL's agree.
doctor-clocks-apart = This machine's clock and PostgreSQL's are { NUMBER($seconds) } seconds apart. Links expire by this machine's. Synchronise both with a time server.
schema = Schema
doctor-schema = Version { $version }, as this program needs.
doctor-no-schema = There is none yet. The first start creates it.
doctor-schema-old = Version { $version }. The next start updates it to { $ours }. Back up first.
owner = Owner
doctor-no-owner = There is no owner yet. Run `gangway owner-link` to get a link for the first one.
email-templates = Email templates
doctor-template = { $name } ({ $language }) isn't used: { $why } The built-in text is sent instead. Save the template again.

doctor-key = { $file } opens the mail server's password. Keep a copy with your backups.
mail-server = Mail server
doctor-mail = { $server }: connected, signed in, and the sender is accepted. No email was sent. To send a test, go to Email > Mail.
doctor-no-mail = None is configured: emails are saved as files and don't reach anyone. Set one up under Email > Mail > Mail server, or with SMTP_URL and GANGWAY_MAIL_FROM.
doctor-no-mail-folder = None is configured, and emails cannot be saved as files: { $error }.
doctor-mail-broken = { $server }: { $error }. { $set_in ->
    [page] The settings are under Email > Mail > Mail server.
   *[environment] The settings are SMTP_URL and GANGWAY_MAIL_FROM.
} Emails wait until it works.
bounce-mailbox = Bounce mailbox
doctor-mailbox = { $server }: signed in, and the folder { $folder } can be opened. Nothing was read.
queue = Queue
doctor-queue = Nothing is stuck.
doctor-paused = Sending is paused. { $why }. Resume it under Email > Mail.
doctor-overdue = { $count ->
    [one] 1 email has
   *[other] { $count } emails have
} been due for more than 10 minutes. Is `gangway serve` running?
doctor-retrying = { $count ->
    [one] 1 email is being retried.
   *[other] { $count } emails are being retried.
} Last reply: { $reply }
doctor-failed = { $count ->
    [one] 1 email
   *[other] { $count } emails
} failed in the last 24 hours. See Email > Mail for the reasons.
