# The database
schema-newer = This database was migrated by a newer version of Gangway: its schema has version { $theirs }, and this program knows versions up to { $ours }. Start the newer version, or restore a backup from before the upgrade.
schema-differs = Version { $version } of this database's schema differs from this program's: an unreleased build made it. Start that build, or restore a backup made by this one.
schema-half = The migration to version { $version } was interrupted. Restore the backup from before it.
read-only = The database is read-only: a standby, or set to be (default_transaction_read_only). Use one that accepts writes.
postgres-url-unreadable = It isn't an address of PostgreSQL. Write postgres://USER:PASSWORD@HOST/NAME, and in user name and password / as %2F, ? as %3F, # as %23, @ as %40 and % as %25.
postgres-silent = The PostgreSQL at { $host } didn't answer within 10 seconds. Check that host and port lead to PostgreSQL, and that no firewall or proxy holds the connection up.
postgres-encoding = The database has the encoding { $encoding }, in which not all names can be stored. Create one with: create database … encoding 'UTF8' template template0
postgres-shared = A connection pooler shares the connections to PostgreSQL by transaction or statement. Gangway needs a session of its own: use pool_mode = session in PgBouncer, or the port of PostgreSQL itself.
postgres-no-schema = The search path of the role { $role } names no schema that exists. As the database's owner, run: create schema authorization { $role }
postgres-may-not-create = The role { $role } may not create tables in the schema { $schema }. As the database's owner, run: grant usage, create on schema { $schema } to { $role }
postgres-foreign-tables = Gangway's tables belong to the role { $owner }, and { $role } may not change them. Connect as { $owner }, or run: grant { $owner } to { $role }
postgres-without-trigrams = Search needs the extension pg_trgm, which this PostgreSQL doesn't have. Install the package with PostgreSQL's additional modules (postgresql-contrib).
postgres-may-not-extend = Search needs the extension pg_trgm, and the role { $role } may not add it. As the database's owner, run in this database: create extension pg_trgm
sqlite-too-old = SQLite { $version } is too old: 3.51.3 or newer is needed.

# A time to send at
send-time-invalid = Enter date and time, for example 2026-11-25T09:00.
send-time-skipped = This time does not exist. Choose another.
send-time-past = This time is in the past. Choose a later time, or leave it empty to send now.
send-time-too-far = An email can be scheduled up to 90 days ahead. Choose an earlier time.

weak-password = This password is easy to guess. Add another word or two; names and common passwords do not count.

# Metrics for Prometheus, always in English
metric-build = Running version
metric-mail-attempts = Attempts to send an email, by result
metric-activations = Passwords set with an invitation's link, by result
metric-sign-ins = Attempts to sign in, by result
metric-request-duration = Time from a request to the head of its response, by kind of page and status
metric-mails = Emails in the database, by state
metric-mail-reports = Emails by the report that counts for them: delivered, delayed, answered, returned, bounced, complained
metric-oldest-due = How long the oldest due email has been waiting
metric-paused = Whether sending is paused
metric-outbox-looked = Time since the outbox worker last looked for emails; infinite while it is not running
metric-started = When the process started, since 1970
metric-memory = Memory of the process
metric-open-files = Open files and connections
