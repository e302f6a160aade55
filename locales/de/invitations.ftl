fix-the-address = Adresse korrigieren
give-access-and-send-an-email = Zugang geben und E-Mail senden
give-access-by-link = Zugang per Link geben
choose-template-time-and-note = Vorlage, Zeitpunkt und Nachricht wählen
no-mail-server-is-configured-an = Es ist kein Mailserver eingerichtet: Eine E-Mail würde nur als Datei gespeichert.
copy-link = Link kopieren
show-link = Link anzeigen
cancel-email = E-Mail abbrechen
send-again = Erneut senden
remove-access = Zugang entziehen
no-access = Kein Zugang
signed-up = Aktiviert
link-expired = Link abgelaufen
invited-by-link = Per Link eingeladen
opened-by-someone-else = Von jemand anderem geöffnet
email-queued = E-Mail in der Warteschlange
scheduled = Geplant
sending-email = E-Mail wird gesendet
retrying = Neuer Versuch
sent = Gesendet
saved-as-a-file = Als Datei gespeichert
not-delivered = Nicht zugestellt
delivered = Zugestellt
delivery-delayed = Verzögert
bounced = Zurückgekommen
what-this-means = Was „{ $status }“ bedeutet und was zu tun ist
marked-as-spam = Als Spam gemeldet
email-cancelled = E-Mail abgebrochen
activate-your-access = Aktivieren Sie Ihren Zugang
email = E-Mail
you-sign-in-with-this-address = Mit dieser Adresse melden Sie sich an.
password = Passwort
activate-my-access = Zugang aktivieren
thanks-for-telling-us = Danke für den Hinweis
this-invitation-is-for-me-after = Diese Einladung ist doch für mich
i-accept-the-terms = Ich akzeptiere die Bedingungen
read-the-terms-opens-in-a = Bedingungen lesen (öffnet einen neuen Tab)
this-is-not-me = Das bin ich nicht
who-was-this-meant-for = Für wen war die Einladung bestimmt?
details = Details
the-email-waits-sending-is-paused = Die E-Mail ist in der Warteschlange. Der Versand ist pausiert.
the-email-was-cancelled-before-it = Die E-Mail wurde vor dem Versand abgebrochen.
under-way = läuft
send-an-email = E-Mail senden
template = Vorlage
dont-send-an-email-ill-share = Keine E-Mail senden: Ich gebe den Link selbst weiter
add-a-personal-note = Persönliche Nachricht hinzufügen
personal-note = Persönliche Nachricht
above-the-templates-text-in-this = Nur in dieser E-Mail, über dem Text der Vorlage.
no-email-is-sent = Es wird keine E-Mail gesendet
you-get-a-personal-link-next = Im nächsten Schritt erhalten Sie einen persönlichen Link: zum Kopieren, als QR-Code oder in einer fertigen Nachricht.
undo = Rückgängig
copy = Kopieren
show-qr-code = QR-Code anzeigen
show-a-ready-made-message = Fertige Nachricht anzeigen
copy-message = Nachricht kopieren
weve-sent-a-new-link-to = Wir haben einen neuen Link an die Adresse gesendet, zu der diese Einladung gehört, sofern in den letzten 10 Minuten noch keiner gesendet wurde. Es kann einige Minuten dauern, bis er ankommt. Sie können diese Seite schließen.
check-your-email = Prüfen Sie Ihr Postfach
this-link-has-expired = Dieser Link ist abgelaufen
a-newer-link-has-replaced-this = Dieser Link wurde durch einen neueren ersetzt
this-invitation-was-withdrawn = Diese Einladung wurde zurückgezogen
youre-already-signed-in = Sie sind bereits angemeldet
continue-word = Weiter
your-access-is-already-active = Ihr Zugang ist bereits aktiv
open-the-link-again = Öffnen Sie den Link erneut
link-not-here = Öffnen Sie den Link aus Ihrer E-Mail erneut. Dieser Browser hat ihn nicht: Die Seite war zu lange offen, oder der Link wurde in einem anderen Browser geöffnet.
link-cut-short = Ein Teil des Links fehlt. Kopieren Sie den ganzen Link aus der E-Mail und fügen Sie ihn in die Adressleiste ein. Wenn Sie Ihren Zugang bereits aktiviert haben, melden Sie sich an.
link-unknown = Zu diesem Link gehört keine Einladung: Sie wurde gelöscht, oder der Link ist von einer anderen Website. Wenn Sie Ihren Zugang bereits aktiviert haben, melden Sie sich an. Bitten Sie sonst die Person, die Sie eingeladen hat, um einen neuen Link.
set-up-link-over = Dieser Link zum Einrichten funktioniert nicht mehr
set-up-link-in-the-log = Nur der neueste Link zum Einrichten funktioniert. Sie finden ihn am Ende des Protokolls des Servers. Einen weiteren gibt `gangway owner-link` auf dem Server aus.
set-up-is-done = Gangway ist eingerichtet. Melden Sie sich als Inhaber an, oder bitten Sie den Inhaber um eine Einladung.
this-link-does-not-work = Dieser Link funktioniert nicht
email-me-a-new-link = Neuen Link per E-Mail senden
sign-in = Anmelden
forgot-password = Passwort vergessen?
when = Zeitpunkt
send-now = Jetzt senden
schedule = Planen
date-and-time = Datum und Uhrzeit
set-up-gangway = Gangway einrichten
you-become-the-owner-partners-see = Sie werden Inhaber. Partner sehen den Namen Ihrer Organisation.
organisation-name = Name der Organisation
first-name = Vorname
last-name = Nachname
choose-how-the-invitation-goes-out = Wählen Sie, wie die Einladung zugestellt wird.
choose-a-template-from-the-list = Wählen Sie eine Vorlage aus der Liste.
choose-a-date-and-time-or = Wählen Sie Datum und Uhrzeit oder „Jetzt senden“.

# Standing of a contact
badge-since = { $label } { $time }
badge-scheduled = Geplant für { $time }
badge-retrying = Neuer Versuch am { $time }
status-with-reason = { $status }: { $reason }

# Access panel
panel-label-member = Zugang von { $name }
panel-label = Portalzugang von { $name }
invited-by = Eingeladen von { $name }.
invited-by-when = Eingeladen von { $name } ({ $time }).
link-expired-on = Der Link ist am { $date } abgelaufen.
# Ohne Punkt: { $time } kann mit einem enden.
link-works-until = Der Link gilt bis { $time }
terms-version = Version { $number }
terms-accepted = { $version } der Bedingungen akzeptiert ({ $time }).
reported-at = Jemand hat den Link am { $time } geöffnet und gibt an, nicht gemeint zu sein.
reported-words = Nachricht dazu: „{ $comment }“.
reported-what-next = Prüfen Sie die Adresse und laden Sie die richtige Person ein.
address-wrong = Ist die Adresse falsch? { $link }, dann geht eine neue Einladung dorthin.
remove-question = { $name } den Zugang zum Portal entziehen?
remove-consequence = Alle bisher versendeten Links werden sofort ungültig, alle Sitzungen enden. Der Kontakt bleibt erhalten, und Sie können jederzeit wieder Zugang geben.
remove-access-of = { $name } den Zugang entziehen

# Email line
email-leaves-or-once-resumed = Die E-Mail wird am { $time } versendet oder sobald der Versand fortgesetzt wird. Er ist gerade angehalten.
retries-once-resumed = Noch nicht zugestellt. { $reason } Gangway versucht es erneut, sobald der Versand fortgesetzt wird. Er ist gerade angehalten.
email-leaves-soon = Die E-Mail an { $address } wird gleich versendet.
email-leaves-at = Die E-Mail an { $address } wird am { $time } versendet.
email-being-sent = Die E-Mail an { $address } wird gerade versendet.
email-retries-at = Noch nicht zugestellt. { $reason } Gangway versucht es am { $time } erneut.
email-accepted = An { $address } gesendet ({ $time }). Noch nicht aktiviert.
accepted-is-not-delivered = Der Mailserver hat sie angenommen. Das heißt nicht, dass sie angekommen ist: Unzustellbares kommt in das Postfach zurück, von dem sie gesendet wurde. Kommt nichts an, korrigieren Sie die Adresse oder kopieren Sie den Link.
a-bounce-is-shown-here = Der Mailserver hat sie angenommen. Das heißt nicht, dass sie angekommen ist. Kommt sie zurück, sehen Sie es hier. Kommt nichts an, korrigieren Sie die Adresse oder kopieren Sie den Link.
email-filed = Es ist kein Mailserver eingerichtet, daher wurde nichts versendet. Die E-Mail wurde als Datei gespeichert ({ $time }). Kopieren Sie den Link und geben Sie ihn selbst weiter.
email-failed = Nicht zugestellt an { $address } ({ $time }). { $reason }
email-delivered = Zugestellt an { $address } ({ $time }). Noch nicht aktiviert.
email-answered = Zugestellt an { $address }: Eine automatische Antwort kam zurück ({ $time }). Noch nicht aktiviert.
email-delayed = Noch nicht zugestellt an { $address }: Der Mailserver meldet eine Verzögerung ({ $time }) und versucht es weiter. { $reason }
email-bounced = Die E-Mail an { $address } kam als unzustellbar zurück ({ $time }). { $reason } Korrigieren Sie die Adresse oder kopieren Sie den Link.
email-returned = Die E-Mail an { $address } kam zurück ({ $time }). { $reason } Kopieren Sie den Link oder senden Sie sie später erneut.
email-complained = Die E-Mail an { $address } wurde als Spam gemeldet ({ $time }). Senden Sie keine weitere: Sprechen Sie mit der Person oder geben Sie den Link anders weiter.
next-reminder = Nächste Erinnerung: { $time }.
skip = Überspringen
stop-reminders = Erinnerungen beenden
reminders-are-off = Erinnerungen sind ausgeschaltet.
turn-on-reminders = Erinnerungen einschalten
extend-link = Link verlängern
attempt = { $time } an { $address }: { $outcome }

# Leaving
leaving-soon = Die Einladung an { $address } wird gleich versendet
leaving-in = Die Einladung an { $address } wird in { $seconds } s versendet

# Activation
activation-link-until = Dieser Link gilt bis { $time }
reported-thanks = { $name } kann die Adresse jetzt korrigieren. Sie können diese Seite schließen.
welcome-portal = { $name }, willkommen im Partnerportal von { $organisation }
welcome-portal-sub = { $inviter } hat Sie für { $partner } eingeladen. Wählen Sie ein Passwort, um Ihren Zugang zu aktivieren.
welcome-team = { $name }, willkommen im Partnerteam von { $organisation }
welcome-team-sub = { $role ->
    [owner] { $inviter } hat Sie eingeladen, das Partnerprogramm von { $organisation } als Inhaber zu betreuen. Sie können alles, was ein Admin kann, außerdem Rollen ändern, Teammitglieder entfernen und die Organisation einrichten.
    [admin] { $inviter } hat Sie eingeladen, das Partnerprogramm von { $organisation } als Admin zu betreuen. Sie können Partner hinzufügen und ändern, Zugang geben und entziehen, Programme, Status, Vorlagen und den E-Mail-Versand verwalten und Teammitglieder einladen.
   *[viewer] { $inviter } hat Sie eingeladen, das Partnerprogramm von { $organisation } als Betrachter zu begleiten. Sie können alles ansehen, aber nichts ändern.
} Wählen Sie ein Passwort, um Ihren Zugang zu aktivieren.
not-me-hint = Legen Sie kein Passwort fest. Geben Sie { $name } Bescheid, damit die Adresse korrigiert werden kann.
tell = { $name } Bescheid geben
signed-in-as-other = Sie sind als { $other } angemeldet. Durch das Aktivieren werden Sie stattdessen als { $name } angemeldet.
sign-out-other = { $name } abmelden

# Links that cannot activate
expired-but-open = Ihre Einladung zu { $place } ist noch offen. Wir können einen neuen Link an { $address } senden.
replaced-by-newer = Es gibt eine neuere Einladung zu { $place }. Öffnen Sie die neueste E-Mail von { $organisation } und verwenden Sie den Link darin.
withdrawn-by = { $organisation } hat diese Einladung zurückgezogen, daher sind ihre Links ungültig. Wenn Sie Zugang erwartet haben, bitten Sie Ihren Kontakt bei { $organisation } um eine neue Einladung.
access-is-active = Ihr Zugang zu { $place } ist aktiv.
already-used = Dieser Link wurde bereits verwendet. Ihr Zugang zu { $place } ist aktiv. Melden Sie sich mit { $address } und Ihrem Passwort an.

# How to invite
# Der Name, oder „they“, wo er noch einzugeben ist.
how-to-invite = { $name ->
    [they] Wie soll der Kontakt die Einladung erhalten?
   *[other] Wie soll { $name } die Einladung erhalten?
}
template-default = { $name } (Standard)
not-reaching = Es ist kein Mailserver eingerichtet: Eine E-Mail würde nur als Datei auf dem Server gespeichert. Geben Sie stattdessen den Link weiter.
header-to = An
header-from = Von
header-replies-to = Antwort
replies-to-you = Sie
in-time-zone = In der Zeitzone Ihrer Organisation, { $zone }.

# What the button of a form does
add-and-send = Hinzufügen und Einladung senden
add-and-send-at = Hinzufügen, senden am { $time }
add-and-schedule = Hinzufügen und planen
add-and-get-link = Hinzufügen und Link erhalten

# Link box
link-for = Aktivierungslink für { $name }
link-caution = Geben Sie den Link nur an { $name } weiter: Wer ihn öffnet, kann dieses Konto aktivieren. Er gilt bis { $time }
link-qr-code = QR-Code des Aktivierungslinks für { $name }

# What happens next
next-give = Es wurde nichts versendet. Sie können { $name } jetzt oder später Zugang geben.
next-active = { $name } ist dabei: Das Passwort ist festgelegt, das Portal kann genutzt werden.
next-share-link = Nächster Schritt: Geben Sie den Link an { $name } weiter. Hier sehen Sie, wenn er verwendet wird.
next-opens = Nächster Schritt: { $name } öffnet die E-Mail und legt ein Passwort fest. Sie sehen es hier und in Ihrer Partnerliste.
next-sent-opens = Gesendet. Nächster Schritt: { $name } öffnet die E-Mail und legt ein Passwort fest. Sie sehen es hier und in Ihrer Partnerliste.

give-and-send = Zugang geben und Einladung senden
give-and-send-at = Zugang geben, senden am { $time }
give-and-schedule = Zugang geben und planen
give-and-get-link = Zugang geben und Link erhalten
