every-partner-has-a-status-so = Every partner has a status, so one must remain. Add another status first.
this-status-is-no-longer-offered = This status is no longer offered. Choose another.
one-of-these-programs-is-no = One of these programs is no longer offered. Choose again.
