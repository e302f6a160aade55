this-request-came-from-another-site = Diese Anfrage kam von einer anderen Website und wurde abgelehnt.
forms-are-sent-as-application-x = Formulare werden als application/x-www-form-urlencoded gesendet.
this-is-more-than-the-form = Das ist mehr, als das Formular fassen kann. Kürzen Sie das längste Feld.
the-form-took-too-long-to = Die Übertragung des Formulars hat zu lange gedauert. Versuchen Sie es noch einmal.
the-metrics-could-not-be-gathered = Die Metriken konnten nicht erfasst werden. Prüfen Sie das Protokoll des Servers.
this-is-more-than-the-form-2 = Das ist mehr, als das Formular fassen kann. Wählen Sie eine kleinere Datei.
