enter-the-email-address = Geben Sie die E-Mail-Adresse ein.
the-email-address-is-too-long = Die E-Mail-Adresse ist zu lang. Höchstens 254 Zeichen sind möglich.
use-plain-letters-in-the-email = Verwenden Sie in der E-Mail-Adresse nur einfache Buchstaben ohne Umlaute oder Akzente. Schreiben Sie internationale Domains in der Form xn--…
enter-a-single-email-address-without = Geben Sie eine einzelne E-Mail-Adresse ohne Leerzeichen ein.
enter-an-email-address-like-name = Geben Sie eine E-Mail-Adresse wie name@firma.de ein.
choose-a-password = Legen Sie ein Passwort fest.
use-8-characters-or-more-a = Verwenden Sie mindestens 8 Zeichen. Mehrere Wörter hintereinander ergeben ein gutes Passwort.
use-200-characters-or-fewer = Verwenden Sie höchstens 200 Zeichen.
start-with-and-the-country-code = Beginnen Sie mit + und der Landesvorwahl, zum Beispiel +49 30 123456.

# Texts that people type
enter-partner-name = Geben Sie den Namen des Partners ein.
enter-first-name = Geben Sie den Vornamen ein.
enter-last-name = Geben Sie den Nachnamen ein.
enter-template-name = Geben Sie den Namen der Vorlage ein.
enter-organisation-name = Geben Sie den Namen der Organisation ein.
enter-name = Geben Sie den Namen ein.
too-long = Verwenden Sie höchstens { NUMBER($max) } Zeichen; das sind { NUMBER($length) }.
invisible-character = Hier steht ein unsichtbares Zeichen oder ein Steuerzeichen. Entfernen Sie es oder tippen Sie den Text neu.
no-web-address = Entfernen Sie die Webadresse. Sie ist hier nicht erlaubt.
no-link-in-name = Entfernen Sie die Web- oder E-Mail-Adresse. Gehört ein Punkt zum Namen, setzen Sie ein Leerzeichen dahinter.
no-encoded-word = Entfernen Sie =? und ?= aus dem Text.
