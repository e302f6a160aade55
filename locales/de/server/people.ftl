this-address-is-already-in-use = Diese Adresse wird bereits verwendet.
address-of-contact = Diese Adresse gehört bereits { $name } bei { $partner }.
address-of-member = Diese Adresse gehört bereits Ihrem Teammitglied { $name }.
takes-no-email = { $domain } nimmt keine E-Mails an. Prüfen Sie den Teil nach dem @.
takes-no-email-but = { $domain } nimmt keine E-Mails an. Prüfen Sie den Teil nach dem @. Meinten Sie { $known }?
