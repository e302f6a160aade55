cross-site = Dieses Formular kam von einer anderen Adresse als { $address } und wurde abgelehnt. Öffnen Sie { $address } und versuchen Sie es dort noch einmal.
wrong-form-type = Formulare werden als application/x-www-form-urlencoded gesendet.
form-too-slow = Die Übertragung des Formulars hat zu lange gedauert. Versuchen Sie es noch einmal.
metrics-failed = Die Metriken konnten nicht erfasst werden. Prüfen Sie das Protokoll des Servers.
file-too-large = Das ist mehr, als das Formular fassen kann. Wählen Sie eine kleinere Datei.
choose-file-again = Ihre Sitzung war beendet, bevor die Datei ankam. Wählen Sie sie noch einmal aus.
too-many-headers = Die Anfrage ist zu groß. Löschen Sie die Cookies dieser Website und versuchen Sie es erneut.

# What /readyz finds missing
not-ready-schema = Das Datenbankschema hat eine andere Version.
not-ready-database = Die Datenbank antwortet nicht.
not-ready-writes = Die Datenbank nimmt keine Änderungen an.
not-ready-disk = Der Datenträger ist voll.
not-ready-outbox = Der E-Mail-Versand läuft nicht.
