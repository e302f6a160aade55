enter-the-email-address = Enter the email address.
the-email-address-is-too-long = The email address is too long. Use 254 characters or fewer.
plain-letters-before-at = Before the @, use plain letters (a to z), digits and signs: many mail servers can't deliver to other letters. Ask for another address.
several-addresses = Enter one email address. There are several here: add the others as contacts of their own.
enter-a-single-email-address-without = Enter only the email address, without a name or spaces.
enter-an-email-address-like-name = Enter an email address like name@company.com.
choose-a-password = Choose a password.
use-8-characters-or-more-a = Use 8 characters or more. A few words in a row make a good password.
use-200-characters-or-fewer = Use 200 characters or fewer.
enter-a-phone-number = Enter a phone number, or leave the field empty.
phone-number-is-rounded = A spreadsheet has shortened this number, and digits are missing. Format its column as text there, or enter the number again.

# Texts that people type
enter-partner-name = Enter the partner name.
enter-first-name = Enter the first name.
enter-template-name = Enter the template name.
enter-organisation-name = Enter the organisation name.
enter-name = Enter the name.
too-long = Use at most { NUMBER($max) } characters; this has { NUMBER($length) }.
no-web-address = Leave out web addresses, https:// and www.: names appear in emails, and mail programs would turn this into a link.
no-link-in-comment = Remove the web address. It isn't allowed here.
no-link-in-name = Remove the web or email address. If a dot is part of the name, put a space after it.
no-encoded-word = Remove =? and ?= from the text.
