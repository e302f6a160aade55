### Was über E-Mails bekannt wird, nachdem ein Mailserver sie angenommen hat.

kind = { $kind ->
    [bounced] Endgültig unzustellbar
    [returned] Zurückgekommen, vielleicht nur vorerst
    [delayed] Verzögert
    [complained] Beschwerde
    [answered] Automatische Antwort
   *[other] Nichts davon
}
recorded = Bei der E-Mail vermerkt, um die es geht.
known = Schon gemeldet: Nichts wurde geändert.
not-ours = Es geht um keine E-Mail dieses Gangway: Nichts wurde geändert.
