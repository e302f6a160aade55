a-request-for-this-address-is = Eine Anfrage für diese Adresse wartet bereits auf Genehmigung.
this-request-has-already-been-handled = Diese Anfrage wurde bereits bearbeitet. Laden Sie die Seite neu.
a-partner-can-have-100-contacts = Ein Partner kann 100 Kontakte haben. Entfernen Sie einen, bevor Sie einen weiteren hinzufügen.
not-delivered = Nicht zugestellt
invited = Eingeladen
ana = Anna
someone-else-saved-changes-while-you = Während Ihrer Bearbeitung hat jemand anderes Änderungen gespeichert. Öffnen Sie diesen Partner in einem neuen Tab, um sie zu sehen, und speichern Sie dann erneut.
too-many-ticked = Wählen Sie höchstens { NUMBER($most) } Partner aus oder alle, die gefunden wurden.
too-many-match = Mehr als { NUMBER($most) } Partner gefunden. Filtern Sie zuerst die Liste.
too-many-for-workbook = Eine Arbeitsmappe hat höchstens { NUMBER($rows) } Zeilen. Exportieren Sie als CSV, oder filtern Sie zuerst die Liste.
option-unavailable = Diese Auswahl ist nicht mehr verfügbar. Wählen Sie eine andere.
this-cannot-be-undone = Das lässt sich nicht rückgängig machen.
there-is-nothing-left-to-undo = Es gibt nichts mehr rückgängig zu machen.
nothing-is-left-to-stop = Es gibt nichts mehr anzuhalten.
too-late-to-cancel = Diese E-Mails lassen sich nicht mehr abbrechen.
no-one-gets-an-email-by = Durch diese Änderung werden keine E-Mails mehr gesendet. Laden Sie die Seite neu.
former-member = ehemaliges Teammitglied
there-is-no-main-contact = Es gibt keinen Hauptkontakt.
no-contact-had-access = Kein Kontakt hatte Zugang.
status-changed = Status geändert.
manager-changed = Ansprechperson geändert.
has-this-manager-already = Hat diese Ansprechperson bereits.
has-this-status-already = Hat diesen Status bereits.
added-to-the-program = Zum Programm hinzugefügt.
removed-from-the-program = Aus dem Programm entfernt.
is-in-this-program-already = Bereits in diesem Programm.
is-not-in-this-program = Nicht in diesem Programm.
deleted-with-its-contacts = Mit allen Kontakten gelöscht.
partner-was-deleted = Der Partner wurde gelöscht.
gangway-was-too-busy = Gangway war ausgelastet.
gangway-could-not-save-anything = Gangway konnte nichts speichern.
something-went-wrong-on-our-side = Bei uns ist ein Fehler aufgetreten.
only-contact = { $name } ist der einzige Kontakt. Fügen Sie zuerst einen weiteren hinzu, oder löschen Sie den Partner.
main-contact-stays = { $name } ist der Hauptkontakt. Wählen Sie zuerst einen anderen Hauptkontakt.
contacts-have-changed = Die Kontakte dieses Partners haben sich geändert. Laden Sie die Seite neu und prüfen Sie noch einmal, was gelöscht wird.
decline-as-taken = { $why } Lehnen Sie diese Anfrage ab.
bulk-affects-others =
    { $now ->
        [one] Die Partner haben sich geändert: Betroffen ist jetzt 1 statt { NUMBER($before) }. Laden Sie die Seite neu, prüfen und bestätigen Sie erneut.
       *[other] Die Partner haben sich geändert: Betroffen sind jetzt { $now } statt { NUMBER($before) }. Laden Sie die Seite neu, prüfen und bestätigen Sie erneut.
    }

# Die Ergebnisse einer Sammeländerung je Partner
email-came-back = Die letzte E-Mail kam zurück oder wurde als Spam gemeldet.
emailed-recently = Hat in den letzten 24 Stunden schon eine E-Mail erhalten.
bulk-stopped-by = Angehalten von { $name }.
contact-is-active = { $name } ist bereits aktiv.
contact-is-invited = { $name } ist bereits eingeladen.
contact-invited = { $name } wurde eingeladen.
contact-without-access = { $name } hat keinen Zugang.
contact-invited-again = { $name } hat die Einladung erneut erhalten.
access-removed-of = Zugang entfernt: { $names }.
undone-by-restore = Nicht ausgeführt: Vorher wurde eine Sicherung wiederhergestellt.
is-a-partner = { $name } ist bereits Partner.

# Der Fortschritt eines Partners in einem Export
progress-reported = Von jemand anderem geöffnet
progress-no-access = Kein Zugang
progress-active = Aktiv
progress-expired = Link abgelaufen
