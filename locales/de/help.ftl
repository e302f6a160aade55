yes = Ja
no = Nein
feedback = Feedback
thanks-for-your-feedback = Danke für Ihr Feedback.
your-answer-could-not-be-stored = Ihre Antwort konnte nicht gespeichert werden. Sie steht noch hier: Versuchen Sie es später noch einmal.
did-this-answer-your-question = Hat das Ihre Frage beantwortet?
comment = Kommentar
what-was-missing-or-what-helped = Was hat gefehlt, was hat geholfen? Wer in Ihrem Team Gangway verwaltet, liest Ihren Kommentar mit Ihrem Namen.
send-feedback = Feedback senden
help-feedback = Feedback zur Hilfe
what-your-colleagues-answer-to-did = Antworten Ihres Teams auf „Hat das Ihre Frage beantwortet?“.
no-feedback-yet = Noch kein Feedback
every-help-page-ends-with-a = Jede Hilfeseite endet mit einer Frage. Die Antworten erscheinen hier.
open-the-help = Hilfe öffnen
by-page = Nach Seite
answers = Antworten
these-are-the-newest-100 = Das sind die neuesten 100.
answer = Antwort
who = Wer
somebody-who-left = Ehemaliges Teammitglied
when = Wann
all-help-pages = Alle Hilfeseiten
in-this-article = In diesem Artikel
help = Hilfe
how-the-work-with-partners-goes = Die Arbeit mit Partnern, Seite für Seite erklärt.
search-the-help = Hilfe durchsuchen
search = Suchen
search-for-a-single-word-for = Suchen Sie nach einem einzelnen Wort, zum Beispiel Link, Zugang oder E-Mail.
show-all-help-pages = Alle Hilfeseiten anzeigen
choose-yes-or-no = Wählen Sie Ja oder Nein.

# Feedback
answers-by-page = Antworten nach Seite
page = Seite

# The index
no-page-has = Keine Hilfeseite enthält „{ $query }“
