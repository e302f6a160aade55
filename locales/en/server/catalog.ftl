every-partner-has-a-status-so = Every partner has a status, so one must remain. Add another status first.
this-status-is-no-longer-offered = This status is no longer offered. Choose another.
one-of-these-programs-is-no = One of these programs is no longer offered. Choose again.
in-use =
    { $kind ->
        [status] A partner has this status, so it can't be deleted. Archive it instead.
       *[program] A partner is in this program, so it can't be deleted. Archive it instead.
    }
name-taken =
    { $kind ->
        [status] A status with this name already exists. Choose another name.
       *[program] A program with this name already exists. Choose another name.
    }
name-taken-by-archived =
    { $kind ->
        [status] An archived status has this name. Restore it, or choose another name.
       *[program] An archived program has this name. Restore it, or choose another name.
    }
