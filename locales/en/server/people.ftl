this-address-is-already-in-use = This address is already in use.
address-of-contact = This address is already used by { $name } at { $partner }.
address-of-member = This address is already used by your team member { $name }.
