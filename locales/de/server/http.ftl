cross-site = Diese Anfrage kam von einer anderen Website und wurde abgelehnt.
wrong-form-type = Formulare werden als application/x-www-form-urlencoded gesendet.
form-too-large = Das ist mehr, als das Formular fassen kann. Kürzen Sie das längste Feld.
form-too-slow = Die Übertragung des Formulars hat zu lange gedauert. Versuchen Sie es noch einmal.
metrics-failed = Die Metriken konnten nicht erfasst werden. Prüfen Sie das Protokoll des Servers.
file-too-large = Das ist mehr, als das Formular fassen kann. Wählen Sie eine kleinere Datei.
too-many-headers = Die Anfrage ist zu groß. Löschen Sie die Cookies dieser Website und versuchen Sie es erneut.

# What /readyz finds missing
not-ready-schema = Das Datenbankschema hat eine andere Version.
not-ready-database = Die Datenbank antwortet nicht.
not-ready-writes = Die Datenbank nimmt keine Änderungen an.
not-ready-disk = Der Datenträger ist voll.
not-ready-outbox = Der E-Mail-Versand läuft nicht.
