nothing-waits-for-another-attempt-now = Keine E-Mail wartet auf einen erneuten Versuch.
sending-is-paused-so-nothing-can = Der Versand ist pausiert. Setzen Sie ihn zuerst fort und versuchen Sie es dann erneut.
the-email-has-left-already-remove = Diese E-Mail kann nicht mehr abgebrochen werden. Entziehen Sie den Zugang, um ihren Link ungültig zu machen.
this-email-moved-on-meanwhile-look = Der Status dieser E-Mail hat sich geändert. Prüfen Sie ihn und versuchen Sie es erneut.
saved-as-a-file-no-mail = Als Datei gespeichert; es ist kein Mailserver eingerichtet
gangway-could-not-write-this-email = Gangway konnte diese E-Mail nicht erstellen. Den Grund finden Sie im Serverprotokoll.
no-longer-needed = Diese E-Mail an { $name } wird nicht mehr gebraucht und kann nicht gesendet werden. Senden Sie stattdessen eine neue.
