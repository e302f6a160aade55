enter-the-email-address = Enter the email address.
the-email-address-is-too-long = The email address is too long. Use 254 characters or fewer.
use-plain-letters-in-the-email = Use plain letters in the email address. Write an international domain in its xn-- form.
enter-a-single-email-address-without = Enter a single email address, without spaces.
enter-an-email-address-like-name = Enter an email address like name@company.com.
choose-a-password = Choose a password.
use-8-characters-or-more-a = Use 8 characters or more. A few words in a row make a good password.
use-200-characters-or-fewer = Use 200 characters or fewer.
start-with-and-the-country-code = Start with + and the country code, for example +49 30 123456.

# Texts that people type
enter-partner-name = Enter the partner name.
enter-first-name = Enter the first name.
enter-last-name = Enter the last name.
enter-template-name = Enter the template name.
enter-organisation-name = Enter the organisation name.
enter-name = Enter the name.
too-long = Use at most { NUMBER($max) } characters; this has { NUMBER($length) }.
invisible-character = This contains an invisible or control character. Remove it, or type the text again.
no-web-address = Remove the web address. It isn't allowed here.
no-link-in-name = Remove the web or email address. If a dot is part of the name, put a space after it.
no-encoded-word = Remove =? and ?= from the text.
