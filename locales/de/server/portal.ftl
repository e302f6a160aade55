too-many-pending = 20 Einladungen und Anfragen sind noch offen. Laden Sie weitere Personen ein, sobald einige davon angenommen oder freigegeben sind.
is-in-your-team = { $name } ist bereits in Ihrem Team.
programs-allow-no-invitations = In Ihren Programmen können Manager niemanden einladen. Fragen Sie { $name }.
seats-are-taken = Alle { NUMBER($seats) } Plätze sind belegt. Fragen Sie { $name } nach weiteren.
