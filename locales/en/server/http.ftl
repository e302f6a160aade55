cross-site = This form was sent from another address than { $address } and was refused. Open { $address } and try again there.
wrong-form-type = Forms are sent as application/x-www-form-urlencoded.
form-too-slow = The form took too long to arrive. Try again.
metrics-failed = The metrics could not be collected. Check the log.
file-too-large = This is more than the form can hold. Choose a smaller file.
choose-file-again = Your session had ended before the file arrived. Choose it again.
too-many-headers = The request is too large. Clear this site's cookies and try again.

# What /readyz finds missing
not-ready-schema = The database schema has another version.
not-ready-database = The database does not answer.
not-ready-writes = The database does not accept writes.
not-ready-disk = The disk is full.
not-ready-outbox = The outbox worker is not running.
