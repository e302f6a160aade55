this-address-is-already-in-use = This address is already in use.
address-of-contact = This address is already used by { $name } at { $partner }.
address-of-member = This address is already used by your team member { $name }.
takes-no-email = { $domain } doesn't accept email. Check the part after the @.
takes-no-email-but = { $domain } doesn't accept email. Check the part after the @. Did you mean { $known }?
