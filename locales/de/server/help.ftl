yes = Ja
no = Nein
