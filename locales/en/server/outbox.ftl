nothing-waits-for-another-attempt-now = No emails are waiting for a retry.
sending-is-paused-so-nothing-can = Sending is paused. Resume it first, then try again.
the-email-has-left-already-remove = This email can no longer be cancelled. Remove access to end its link.
this-email-moved-on-meanwhile-look = The state of this email has changed. Check it, then try again.
saved-as-a-file-no-mail = Saved as a file; no mail server is configured
gangway-could-not-write-this-email = Gangway couldn't create this email. See the server log for the reason.
no-longer-needed = This email to { $name } is no longer needed, so it can't be sent. Send a new one instead.
