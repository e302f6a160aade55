this-address-is-already-in-use = This address is already in use.
