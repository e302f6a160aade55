this-address-is-already-in-use = Diese Adresse wird bereits verwendet.
