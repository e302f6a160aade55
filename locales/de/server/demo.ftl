begun = Diese Demo sendet nichts und ist weg, wenn Sie sie mit Strg+C beenden. Ihre E-Mails: { $emails }
emails = E-Mails der Demo
nothing-is-sent = Nichts wird gesendet: Jede E-Mail erscheint stattdessen hier. Öffnen Sie ihren Link wie ihr Empfänger, in einem privaten Fenster.
no-emails = Noch keine E-Mails. Laden Sie einen Partner ein.
