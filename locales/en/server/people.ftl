this-address-is-already-in-use = This address is already in use.
id-1-and-role-contact = id = $1 and role = 'contact'
partner-id-1-and-is-main = partner_id = $1 and is_main
