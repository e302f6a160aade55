ana = Ana
ruiz = Ruiz
alder-finch = Alder & Finch
this-contact-no-longer-exists-choose = Diesen Kontakt gibt es nicht mehr. Wählen Sie einen anderen.
this-template-no-longer-exists-choose = Diese Vorlage gibt es nicht mehr. Wählen Sie eine andere.
another-template-has-this-name-choose = Eine andere Vorlage hat diesen Namen bereits. Wählen Sie einen anderen.
changed-by-someone-else = Jemand anderes hat während Ihrer Bearbeitung Änderungen gespeichert. Öffnen Sie diese Vorlage in einem neuen Tab, um sie zu sehen, und speichern Sie dann erneut.
only-templates-for-invitations-can-be = Nur Einladungsvorlagen können dupliziert werden.
this-is-the-only-template-and = Dies ist die einzige Vorlage, und Einladungen brauchen eine. Fügen Sie zuerst eine weitere hinzu und legen Sie sie als Standard fest.
this-is-the-default-template-make = Dies ist die Standardvorlage. Legen Sie zuerst eine andere als Standard fest und löschen Sie dann diese.
a-test-was-sent-to-you = Sie haben gerade erst einen Test erhalten. Warten Sie 10 Sekunden, bevor Sie den nächsten senden.
wait-between-tests = Warten Sie einige Sekunden bis zum nächsten Test.
too-many-tests = Sie haben so viele Tests gesendet, wie in einer Stunde erlaubt sind. Versuchen Sie es später noch einmal.
only-language = { $language } ist die einzige Sprache dieser Vorlage und kann nicht entfernt werden.
copy-name =
    { $copies ->
        [one] Kopie von { $template }
       *[other] Kopie { $copies } von { $template }
    }
