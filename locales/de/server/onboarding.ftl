this-partner-was-added-already-start = Dieser Partner wurde bereits hinzugefügt. Beginnen Sie neu, um einen weiteren hinzuzufügen.
form-too-long = Das Formular ist zu lang zum Speichern. Kürzen Sie das längste Feld.
