# Help
about = Ein Partnerportal zum Selbstbetreiben: Partner einladen, jede Einladung verfolgen, Zugänge verwalten.
about-settings = Jede Einstellung ist eine Umgebungsvariable und eine Option. Ohne Angaben speichert Gangway seine Daten in ./data, ist unter http://localhost:3000 erreichbar und legt E-Mails als Dateien ab.
usage = Aufruf
commands = Befehle
arguments = Argumente
options = Optionen
print-help = Hilfe anzeigen
print-version = Version anzeigen
help-command = Die Hilfe eines Befehls anzeigen

serve = Datenbank migrieren, dann Anfragen beantworten und E-Mails senden, bis der Server beendet wird
migrate = Datenbank migrieren und beenden
owner-link = Einen neuen Einmallink für den ersten Inhaber ausgeben oder mit --for einen Link, mit dem ein Inhaber ein neues Passwort festlegt
owner-link-for = E-Mail-Adresse des Inhabers, der einen Link für ein neues Passwort erhält. Es wird nichts gesendet
backup = Die Datenbank im laufenden Betrieb in eine neue Datei kopieren
backup-file = Zieldatei. Sie darf noch nicht vorhanden sein
bounce = Eine zurückgekommene Nachricht von der Standardeingabe lesen, sagen, was sie ist, und sie bei der E-Mail vermerken, um die es geht
doctor = Probleme mit Konfiguration, Datenbank, Mailserver und Warteschlange melden, mit Lösungen. Ändert und sendet nichts
config = Die Einstellungen ausgeben, die gelten, mit ihrer Herkunft und ohne Passwörter
health = Den Server auf diesem Rechner fragen, ob er bereit ist; sonst ein Fehler
health-listen = Adresse und Port, an denen der Server lauscht
restore = Die Datenbank aus einem Backup wiederherstellen. Links und Sitzungen darin enden, und bis zum Fortsetzen des Versands wird keine E-Mail gesendet
restore-file = Backup, das wiederhergestellt wird
replace = Die vorhandene Datenbank ersetzen und unter anderem Namen aufbewahren
new-passwords = Alle müssen ein neues Passwort festlegen: Die Passwörter der Sicherung gelten nicht mehr. Gibt für jeden Inhaber einen Link aus
seed = Die Datenbank mit Beispieldaten füllen: 40 Partner in jedem Zustand
seed-partners = Stattdessen so viele erfundene Partner hinzufügen, um zu messen
demo = Gangway ausprobieren: 40 erfundene Partner in einem temporären Ordner und eine Seite, die die E-Mails zeigt

# What commands say
become-owner = Öffnen Sie diesen Link, um Inhaber zu werden: { $link }
ready = Gangway ist bereit: { $url }
database-updated = Die Datenbank ist auf dem neuesten Stand.
not-set = nicht gesetzt
from-flag = Option
from-file = Datei { $file }
from-environment = Umgebung
from-default = Standard
no-answer = An { $address } antwortet kein Server: { $error }
silent = Der Server an { $address } antwortet nicht innerhalb von { NUMBER($seconds) } s.
not-gangway = Was an { $address } antwortet, ist nicht Gangway.
has-owner = Es gibt bereits einen Inhaber ({ $owners }). Melden Sie sich an, nutzen Sie „Passwort vergessen?“ oder lassen Sie sich mit `gangway owner-link --for E-MAIL` einen Link für ein neues Passwort ausgeben.
no-owner = Es gibt noch keinen Inhaber. Starten Sie `gangway owner-link` ohne --for.
no-database = An { $file } gibt es keine Datenbank, deshalb würde kein Link funktionieren. Führen Sie diesen Befehl mit den Einstellungen des Dienstes aus, in seinem Ordner und als sein Benutzer: operations.md zeigt wie („Commands beside the service“). Gibt es noch keinen Dienst, starten Sie ihn mit `gangway serve`; das gibt den ersten Link aus.
no-such-owner = Kein Inhaber meldet sich mit { $email } an. Inhaber: { $owners }
seeded = { $count ->
    [one] 1 Partner
   *[other] { $count } Partner
} hinzugefügt, alle erfunden, in jedem Zustand. Es wurde keine E-Mail gesendet.
seed-refused = Es gibt bereits Partner, deshalb wurden keine Beispieldaten hinzugefügt. Verwenden Sie eine leere Datenbank.
database-busy = Die Datenbank ist ausgelastet. Versuchen Sie es in ein paar Sekunden erneut.
database-unavailable = Die Datenbank ist nicht verfügbar: { $error }

# Files, in several commands
file-exists = { $file } ist bereits vorhanden. Wählen Sie einen anderen Namen.
file-unwritable = { $file } kann nicht geschrieben werden: { $error }.
file-unreadable = { $file } kann nicht gelesen werden: { $error }.
file-not-ours = { $file } kann nicht geschrieben werden: { $error }. Machen Sie die Datei für den Benutzer beschreibbar, unter dem Gangway läuft, das ist { $user }: chown { $user } { $file }
file-damaged = { $file } ist beschädigt: { $error }.
rows-dangling = { $file } ist beschädigt: { $count ->
    [one] 1 Zeile verweist auf eine Zeile, die es nicht gibt
   *[other] { $count } Zeilen verweisen auf Zeilen, die es nicht gibt
}.
restore-hint = Stellen Sie mit `gangway restore DATEI --replace` ein Backup wieder her.

# Start
database = Die Datenbank
database-empty = { $file } ist leer (0 Bytes): Die Festplatte war voll, oder eine Kopie ist fehlgeschlagen. Stellen Sie mit `gangway restore DATEI --replace` ein Backup wieder her, oder löschen Sie die Datei, um mit einer leeren Datenbank zu beginnen.
database-foreign = { $file } ist beschädigt oder keine SQLite-Datenbank. Stellen Sie mit `gangway restore DATEI --replace` ein Backup wieder her.
database-missing = { $file } fehlt, aber es gab eine Datenbank. Übrig ist: { $remains }. Es wurde keine neue Datenbank angelegt. Bringen Sie die Datei zurück (ist der richtige Datenträger eingehängt?), stellen Sie mit `gangway restore DATEI` ein Backup wieder her, oder löschen Sie die Überreste, um mit einer leeren Datenbank zu beginnen.
database-folder-unwritable = Der Ordner { $folder } kann nicht beschrieben werden: { $error }. Gangway bewahrt dort seine Datenbank auf. Machen Sie ihn für den Benutzer beschreibbar, unter dem Gangway läuft, das ist { $user }: chown { $user } { $folder }
database-of-something-else = { $database } gehört zu einem anderen Programm: Sie enthält Tabellen, aber keine von Gangway.
database-half-restored = Eine Wiederherstellung in diese Datenbank läuft noch oder wurde unterbrochen, deshalb würde Gangway deren E-Mails erneut senden. Löschen Sie die Datenbank, legen Sie sie neu an und wiederholen Sie die Wiederherstellung.
database-unopened = { $database } kann nicht geöffnet werden: { $error }
database-right-missing = PostgreSQL lehnt ab: { $error }. Führen Sie als Eigentümer der Datenbank aus: grant all on database NAME to ROLLE, mit den Namen aus DATABASE_URL.
database-read-only = { $database } ist schreibgeschützt: { $error }.
not-copied = Nichts wurde migriert, weil sich die Datenbank nicht zuerst nach { $file } kopieren ließ: { $error }. Die Kopie braucht { NUMBER($size) } MB auf diesem Datenträger.
database-damaged = { $database } ist beschädigt ({ $error }). Es wurde nichts geändert. Stellen Sie mit `gangway restore DATEI --replace` ein Backup wieder her; die beschädigte Datei bleibt dabei unter anderem Namen erhalten.
marker-begun = Der erste Start hat begonnen und ist noch nicht abgeschlossen.
marker-created = Gangway hat hier eine Datenbank angelegt. Fehlt { $file }, ist sie verloren gegangen, und Gangway startet nicht stattdessen mit einer leeren. Löschen Sie diese Datei, um mit einer leeren Datenbank zu beginnen.

# Backup
backed-up = Das Backup liegt in { $file } ({ NUMBER($bytes) } Bytes).
backup-checked = Es ist intakt und enthält { $count ->
    [one] 1 Partner
   *[other] { $count } Partner
}.
backup-dumped = Es wurde mit pg_dump erstellt, und pg_restore kann es lesen.
backup-advice = Schützen Sie es wie die Datenbank: Es enthält Namen, Adressen und Passwort-Hashes. Sichern Sie auch Ihre Umgebungseinstellungen, die nicht enthalten sind.
backup-no-database = Unter { $file } gibt es keine Datenbank.
backup-no-gangway = Die Ausgabe von pg_dump enthält keine Gangway-Datenbank. Prüfen Sie DATABASE_URL.
backup-unusable = { $file } ist kein brauchbares Backup: { $error }.
backup-dangling = { $file } ist kein brauchbares Backup: { $count ->
    [one] 1 Zeile verweist auf eine Zeile, die es nicht gibt
   *[other] { $count } Zeilen verweisen auf Zeilen, die es nicht gibt
}.
backup-not-sqlite = { $file } ist kein brauchbares Backup: Es ist keine SQLite-Datenbank.
tool-missing = { $program } konnte nicht gestartet werden ({ $error }). Installieren Sie die Client-Programme von PostgreSQL, in der Version des Servers oder neuer, oder führen Sie { $program } auf dem Datenbankserver aus.
tool-failed = { $program } ist fehlgeschlagen: { $error }

# Restore
restored = Das Backup { $file } ist jetzt die Datenbank.
restored-aside = Die vorherige Datenbank wurde als { $file } aufbewahrt.
restored-until = Es enthält alles, was bis { $time } geschah. Alles Spätere ist verloren, seitdem entzogene Zugänge sind also wieder da: Prüfen Sie das zuerst.
restored-empty = Es enthält noch keine Ereignisse.
restored-invitations = Beendete Einladungslinks: { NUMBER($count) }. Senden Sie diese Einladungen auf den Seiten der Partner erneut.
restored-requests = Beendete Passwortrücksetzungen: { NUMBER($resets) }. Beendete E-Mail-Änderungen: { NUMBER($changes) }. Die Personen fordern sie neu an.
restored-sessions = Beendete Sitzungen: { NUMBER($count) }. Alle melden sich neu an.
restored-emails = Wartende E-Mails: { NUMBER($count) }. Manche wurden vielleicht schon gesendet. Der Versand ist pausiert.
restored-bulk = Partner, die bei einer Sammeländerung ausgelassen wurden: { NUMBER($count) }. Die Änderung wird nur fortgesetzt, wenn Sie es verlangen.
restored-erased = Seit der Sicherung gelöschte Kontakte, jetzt erneut gelöscht: { NUMBER($count) }.
restored-partners-deleted = Mit ihnen gelöscht, weil sie keinen anderen Kontakt hatten: { $names }. Fügen Sie diese Partner wieder hinzu, falls Sie sie noch brauchen.
restored-passwords = Passwörter, die seit der Sicherung geändert wurden, sind wieder die alten, und seitdem entfernte Teammitglieder sind mit ihren zurück. Entfernen Sie sie unter Organisation > Team, oder stellen Sie mit --new-passwords wieder her.
renewed-passwords = Passwörter, die nicht mehr gelten: { NUMBER($count) }. Neue legen alle über „Passwort vergessen?“ fest, sobald der Versand fortgesetzt ist.
renewed-owner = Öffnen Sie diesen Link innerhalb einer Stunde, um als { $name } ein neues Passwort festzulegen: { $link }
restored-next = Nächste Schritte: Starten Sie Gangway, öffnen Sie „E-Mail > E-Mail-Versand“, brechen Sie ab, was schon gesendet wurde, und setzen Sie den Versand fort.
paused-by-restore = Ein Backup wurde wiederhergestellt. Wartende E-Mails wurden vielleicht schon gesendet.
restore-exists = { $file } ist bereits vorhanden. Mit --replace wird die Datei ersetzt und unter anderem Namen aufbewahrt.
restore-in-use = { $file } ist in Gebrauch. Beenden Sie zuerst Gangway.
restore-not-empty = Die Datenbank aus DATABASE_URL enthält bereits Daten von Gangway und wurde nicht geändert. Legen Sie eine leere Datenbank an (createdb), tragen Sie sie in DATABASE_URL ein und wiederholen Sie die Wiederherstellung.
restore-unfinished = Die Wiederherstellung wurde nicht abgeschlossen: { $error }. Löschen Sie diese Datenbank und wiederholen Sie die Wiederherstellung.

# Doctor
ok = ok
warning = Warnung
error = Fehler
problems-found = { $count ->
    [one] 1 Problem gefunden.
   *[other] { $count } Probleme gefunden.
}

configuration = Konfiguration
doctor-listening = Links beginnen mit { $origin }. Gangway lauscht auf { $address }.
doctor-unencrypted = Links beginnen mit { $origin }, Passwörter und Links gehen also unverschlüsselt durch das Netz. Stellen Sie einen Proxy mit TLS davor und setzen Sie GANGWAY_PUBLIC_URL auf dessen https-Adresse.
doctor-proxies = Links beginnen mit { $origin }, es steht also ein Proxy davor, aber GANGWAY_TRUSTED_PROXIES ist 0: Das Protokoll hält die Adresse des Proxys statt der des Besuchers fest. Bei einem Proxy setzen Sie den Wert auf 1.
metrics = Metriken
doctor-metrics = Alle, die { $address } erreichen, können die Metriken lesen. Erlauben Sie das nur Ihrem Prometheus.
no-pages = Dieses Programm wurde ohne seine Seiten gebaut. Bauen Sie es mit „make build“.

database-label = Datenbank
doctor-database-url = DATABASE_URL ist nicht lesbar: { $error }.
doctor-no-database = Es gibt noch keine. Der erste Start legt { $file } an.
doctor-database = { $file } ist intakt und beschreibbar.
doctor-journal = Der Journalmodus ist { $mode } statt WAL, deshalb wartet Lesen auf Schreiben. Liegt die Datenbank auf einem Netzlaufwerk? SQLite braucht ein lokales.
doctor-postgres = PostgreSQL auf { $host } antwortet und nimmt Änderungen an. { $mode ->
    [verify-full] Die Verbindung ist verschlüsselt und ihr Zertifikat geprüft.
    [verify-ca] Die Verbindung ist verschlüsselt, ihr Zertifikat kann aber für einen anderen Server sein. Entfernen Sie sslmode aus DATABASE_URL.
    [require] Die Verbindung ist verschlüsselt, ihr Zertifikat aber nicht geprüft. Entfernen Sie sslmode aus DATABASE_URL.
    [disable] Die Verbindung ist nicht verschlüsselt.
   *[other] Die Verbindung ist verschlüsselt, wenn PostgreSQL das anbietet.
}
doctor-no-postgres = PostgreSQL antwortet nicht: { $error }.
doctor-unread = Sie kann nicht gelesen werden: { $error }
data-folder = Datenordner
doctor-modes = Nur der Benutzer, unter dem Gangway läuft, kann seine Dateien lesen.
doctor-modes-loose = { $count ->
    [one] Andere Benutzer dieses Rechners können 1 Datei oder Ordner lesen: { $names }
   *[other] Andere Benutzer dieses Rechners können { $count } Dateien und Ordner lesen, zum Beispiel { $names }
}. Entziehen Sie ihnen die Rechte mit `chmod go=`.
disk = Speicherplatz
doctor-disk = { $size } MB frei in { $folder }.
doctor-disk-low = { $size } MB frei in { $folder }. Schaffen Sie Platz, bevor der Datenträger voll ist.
doctor-disk-full = { $size } MB frei in { $folder }. Die nächste Änderung kann fehlschlagen. Schaffen Sie Platz.
clocks = Uhren
doctor-clocks = Die Uhren dieses Rechners und von PostgreSQL stimmen überein.
doctor-clocks-apart = Die Uhren dieses Rechners und von PostgreSQL weichen um { NUMBER($seconds) } Sekunden voneinander ab. Links laufen nach der Uhr dieses Rechners ab. Synchronisieren Sie beide mit einem Zeitserver.
schema = Schema
doctor-schema = Version { $version }, wie dieses Programm es braucht.
doctor-no-schema = Es gibt noch keines. Der erste Start legt es an.
doctor-schema-old = Version { $version }. Der nächste Start aktualisiert es auf { $ours }. Erstellen Sie vorher ein Backup.
owner = Inhaber
doctor-no-owner = Es gibt noch keinen Inhaber. Mit `gangway owner-link` erhalten Sie einen Link für den ersten.
email-templates = E-Mail-Vorlagen
doctor-template = { $name } ({ $language }) wird nicht verwendet: { $why } Stattdessen wird der mitgelieferte Text gesendet. Speichern Sie die Vorlage neu.

doctor-key = { $file } öffnet das Passwort des Mailservers. Bewahren Sie eine Kopie bei Ihren Sicherungen auf.
mail-server = Mailserver
doctor-mail = { $server }: verbunden, angemeldet, und der Absender wird akzeptiert. Es wurde keine E-Mail gesendet. Einen Test senden Sie unter „E-Mail > E-Mail-Versand“.
doctor-no-mail = Es ist keiner eingerichtet: E-Mails werden als Dateien gespeichert und erreichen niemanden. Richten Sie einen unter E-Mail > E-Mail-Versand > Mailserver ein oder legen Sie SMTP_URL und GANGWAY_MAIL_FROM fest.
doctor-no-mail-folder = Es ist keiner eingerichtet, und E-Mails können nicht als Dateien gespeichert werden: { $error }.
doctor-mail-broken = { $server }: { $error }. { $set_in ->
    [page] Die Einstellungen stehen unter E-Mail > E-Mail-Versand > Mailserver.
   *[environment] Die Einstellungen sind SMTP_URL und GANGWAY_MAIL_FROM.
} E-Mails warten, bis es funktioniert.
bounce-mailbox = Rückläufer-Postfach
doctor-mailbox = { $server }: angemeldet, und der Ordner { $folder } lässt sich öffnen. Nichts wurde gelesen.
queue = Warteschlange
doctor-queue = Nichts hängt fest.
doctor-paused = Der Versand ist pausiert. { $why }. Setzen Sie ihn unter „E-Mail > E-Mail-Versand“ fort.
doctor-overdue = { $count ->
    [one] 1 E-Mail ist
   *[other] { $count } E-Mails sind
} seit mehr als 10 Minuten fällig. Läuft `gangway serve`?
doctor-retrying = { $count ->
    [one] 1 E-Mail wird erneut versucht.
   *[other] { $count } E-Mails werden erneut versucht.
} Letzte Antwort: { $reply }
doctor-failed = { $count ->
    [one] 1 E-Mail ist
   *[other] { $count } E-Mails sind
} in den letzten 24 Stunden fehlgeschlagen. Die Gründe finden Sie unter „E-Mail > E-Mail-Versand“.
