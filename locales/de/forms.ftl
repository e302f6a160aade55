enter-the-email-address = Geben Sie die E-Mail-Adresse ein.
the-email-address-is-too-long = Die E-Mail-Adresse ist zu lang. Höchstens 254 Zeichen sind möglich.
plain-letters-before-at = Verwenden Sie vor dem @ nur einfache Buchstaben (a bis z), Ziffern und Zeichen: Viele Mailserver können an andere nicht zustellen. Fragen Sie nach einer anderen Adresse.
several-addresses = Geben Sie eine einzige E-Mail-Adresse ein. Hier stehen mehrere: Legen Sie für die übrigen eigene Kontakte an.
enter-a-single-email-address-without = Geben Sie nur die E-Mail-Adresse ein, ohne Namen und Leerzeichen.
enter-an-email-address-like-name = Geben Sie eine E-Mail-Adresse wie name@firma.de ein.
choose-a-password = Legen Sie ein Passwort fest.
use-8-characters-or-more-a = Verwenden Sie mindestens 8 Zeichen. Mehrere Wörter hintereinander ergeben ein gutes Passwort.
use-200-characters-or-fewer = Verwenden Sie höchstens 200 Zeichen.
enter-a-phone-number = Geben Sie eine Telefonnummer ein, oder lassen Sie das Feld leer.
phone-number-is-rounded = Eine Tabellenkalkulation hat diese Nummer gekürzt, es fehlen Ziffern. Formatieren Sie die Spalte dort als Text, oder geben Sie die Nummer neu ein.

# Texts that people type
enter-partner-name = Geben Sie den Namen des Partners ein.
enter-first-name = Geben Sie den Vornamen ein.
enter-template-name = Geben Sie den Namen der Vorlage ein.
enter-organisation-name = Geben Sie den Namen der Organisation ein.
enter-name = Geben Sie den Namen ein.
too-long = Verwenden Sie höchstens { NUMBER($max) } Zeichen; das sind { NUMBER($length) }.
no-web-address = Lassen Sie Webadressen, https:// und www. weg: Namen stehen in E-Mails, und Mailprogramme würden daraus einen Link machen.
no-link-in-comment = Entfernen Sie die Webadresse. Sie ist hier nicht erlaubt.
no-link-in-name = Entfernen Sie die Web- oder E-Mail-Adresse. Gehört ein Punkt zum Namen, setzen Sie ein Leerzeichen dahinter.
no-encoded-word = Entfernen Sie =? und ?= aus dem Text.
