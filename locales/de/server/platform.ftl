# The database
schema-newer = Diese Datenbank wurde von einer neueren Version von Gangway aktualisiert: Ihr Schema hat Version { $theirs }, und dieses Programm kennt Versionen bis { $ours }. Starten Sie die neuere Version, oder stellen Sie ein Backup von vor dem Upgrade wieder her.
schema-differs = Version { $version } des Schemas dieser Datenbank weicht von der dieses Programms ab: Ein unveröffentlichter Build hat sie angelegt. Starten Sie diesen Build, oder stellen Sie ein Backup wieder her, das mit dem jetzigen Programm erstellt wurde.
schema-half = Die Migration auf Version { $version } wurde unterbrochen. Stellen Sie das Backup von davor wieder her.
read-only = Die Datenbank ist schreibgeschützt: ein Standby, oder so eingestellt (default_transaction_read_only). Verwenden Sie eine, die Änderungen annimmt.
postgres-url-unreadable = Das ist keine PostgreSQL-Adresse. Schreiben Sie postgres://USER:PASSWORD@HOST/NAME und in Benutzername und Passwort / als %2F, ? als %3F, # als %23, @ als %40 und % als %25.
postgres-silent = PostgreSQL auf { $host } hat innerhalb von 10 Sekunden nicht geantwortet. Prüfen Sie, ob Host und Port zu PostgreSQL führen und keine Firewall und kein Proxy die Verbindung aufhält.
postgres-encoding = Die Datenbank hat die Kodierung { $encoding }, in der nicht alle Namen gespeichert werden können. Legen Sie eine an mit: create database … encoding 'UTF8' template template0
postgres-shared = Ein Verbindungspooler teilt die Verbindungen zu PostgreSQL je Transaktion oder Anweisung auf. Gangway braucht eine eigene Sitzung: Verwenden Sie pool_mode = session in PgBouncer oder den Port von PostgreSQL selbst.
postgres-no-schema = Der Suchpfad der Rolle { $role } nennt kein vorhandenes Schema. Führen Sie als Eigentümer der Datenbank aus: create schema authorization { $role }
postgres-may-not-create = Die Rolle { $role } darf im Schema { $schema } keine Tabellen anlegen. Führen Sie als Eigentümer der Datenbank aus: grant usage, create on schema { $schema } to { $role }
postgres-foreign-tables = Die Tabellen von Gangway gehören der Rolle { $owner }, und { $role } darf sie nicht ändern. Verbinden Sie sich als { $owner } oder führen Sie aus: grant { $owner } to { $role }
postgres-without-trigrams = Die Suche braucht die Erweiterung pg_trgm, die in diesem PostgreSQL fehlt. Installieren Sie das Paket mit den zusätzlichen Modulen von PostgreSQL (postgresql-contrib).
postgres-may-not-extend = Die Suche braucht die Erweiterung pg_trgm, und die Rolle { $role } darf sie nicht anlegen. Führen Sie als Eigentümer der Datenbank in dieser Datenbank aus: create extension pg_trgm
sqlite-too-old = SQLite { $version } ist zu alt: Erforderlich ist 3.51.3 oder neuer.

# A time to send at
send-time-invalid = Geben Sie Datum und Uhrzeit ein, zum Beispiel 2026-11-25T09:00.
send-time-skipped = Diese Uhrzeit gibt es nicht. Wählen Sie eine andere.
send-time-past = Dieser Zeitpunkt liegt in der Vergangenheit. Wählen Sie einen späteren, oder lassen Sie das Feld leer, um jetzt zu senden.
send-time-too-far = Eine E-Mail lässt sich höchstens 90 Tage im Voraus planen. Wählen Sie einen früheren Zeitpunkt.

weak-password = Dieses Passwort ist leicht zu erraten. Fügen Sie ein oder zwei Wörter hinzu; Namen und gängige Passwörter zählen nicht.

# Metrics for Prometheus, always in English
metric-build = Laufende Version
metric-mail-attempts = Versuche, eine E-Mail zu senden, nach Ergebnis
metric-activations = Über den Link einer Einladung festgelegte Passwörter, nach Ergebnis
metric-sign-ins = Anmeldeversuche, nach Ergebnis
metric-request-duration = Zeit von einer Anfrage bis zum Kopf ihrer Antwort, nach Seitenart und Status
metric-mails = E-Mails in der Datenbank, nach Zustand
metric-mail-reports = E-Mails nach dem Bericht, der für sie zählt: delivered, delayed, answered, returned, bounced, complained
metric-oldest-due = Wartezeit der ältesten fälligen E-Mail
metric-paused = Ob der Versand pausiert ist
metric-outbox-looked = Zeit, seit der Versand zuletzt nach E-Mails gesehen hat; unendlich, solange er nicht läuft
metric-started = Start des Prozesses, seit 1970
metric-memory = Arbeitsspeicher des Prozesses
metric-open-files = Offene Dateien und Verbindungen
