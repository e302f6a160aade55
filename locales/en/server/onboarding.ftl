this-partner-was-added-already-start = This partner has already been added. Start again to add another.
form-too-long = The form is too long to save. Shorten the longest field.
