this-partner-was-added-already-start = This partner was added already. Start again to add another.
this-is-more-than-fits-shorten = This is more than fits. Shorten the longest field.
without-access = without access
