partner-added = Partner hinzugefügt
add-another-partner = Weiteren Partner hinzufügen
open-partner = Partner öffnen
saved = Gespeichert
not-saved-offline = Nicht gespeichert: Der Server ist nicht erreichbar. Neuer Versuch folgt
not-saved-your-session-has-ended = Nicht gespeichert: Ihre Sitzung ist beendet
not-saved = Nicht gespeichert
portal-access = Portalzugang
access-to-the-partner-portal = Zugang zum Partnerportal
on-you-choose-next-how-they = Ein: Im nächsten Schritt wählen Sie, wie der Kontakt eingeladen wird.
next = Weiter
add = Hinzufügen
partner-details = Angaben zum Partner
main-contact = Hauptkontakt
first-name = Vorname
last-name = Nachname
email = E-Mail
they-sign-in-with-this-address = Mit dieser Adresse meldet sich der Kontakt an.
more-details = Weitere Angaben
job-title = Position
phone-number = Telefonnummer
back = Zurück
no-invitation-needed = Keine Einladung nötig
some-details-of-the-partner-or = Einige Angaben zum Partner oder zum Kontakt fehlen noch.
first-step-is-missing = Schließen Sie zuerst den ersten Schritt ab
back-to-partner-and-contact = Zurück zu Partner und Kontakt
cancel = Abbrechen
keep-this-draft = Entwurf behalten?
discard = Verwerfen
go-back = Weiter bearbeiten
keep-as-draft = Als Entwurf behalten
steps = Schritte
partner-and-contact = Partner und Kontakt
invitation = Einladung
continue-word = Fortsetzen
add-a-new-partner = Neuen Partner hinzufügen
youve-already-added-this-partner-open = Sie haben diesen Partner bereits hinzugefügt. Öffnen Sie ihn, um Änderungen vorzunehmen.

# The wizard
title-of-step-1 = Partner hinzufügen, Schritt 1 von 2
title-of-step-2 = Partner hinzufügen, Schritt 2 von 2
access-off = Aus: Es wird nichts gesendet. Sie können später Zugang geben.
open-named = { $name } öffnen
in-a-new-tab = (in neuem Tab)
preview-as = Vorschau für { $name }
nothing-to-send = { $name } erhält noch keinen Zugang zum Partnerportal. Es gibt also nichts zu senden.
is-added = { $name } ist hinzugefügt.
is-already-added = { $name } ist bereits hinzugefügt.

# Drafts
draft-waits = Der Entwurf bleibt auf der Seite „Partner“ erhalten. Erst wenn Sie fertig sind, wird der Partner hinzugefügt.
# How long ago follows.
began-to-add = Entwurf für { $name }, angefangen
# Follows "Continue", for screen readers.
continue-adding = mit { $name }
