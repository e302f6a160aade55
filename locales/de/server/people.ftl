this-address-is-already-in-use = Diese Adresse wird bereits verwendet.
address-of-contact = Diese Adresse gehört bereits { $name } bei { $partner }.
address-of-member = Diese Adresse gehört bereits Ihrem Teammitglied { $name }.
