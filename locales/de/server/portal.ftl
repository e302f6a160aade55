n20-colleagues-have-not-answered-or = 20 Einladungen und Anfragen sind noch offen. Laden Sie weitere Personen ein, sobald einige davon angenommen oder freigegeben sind.
