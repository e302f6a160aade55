yes = Yes
no = No
feedback = Feedback
thanks-for-your-feedback = Thanks for your feedback.
your-answer-could-not-be-stored = Your answer could not be stored. It is still here: try again later.
did-this-answer-your-question = Did this answer your question?
comment = Comment
what-was-missing-or-what-helped = What was missing, or what helped. Your colleagues who manage Gangway read it with your name.
send-feedback = Send feedback
help-feedback = Help feedback
what-your-colleagues-answer-to-did = Your colleagues' answers to "Did this answer your question?".
no-feedback-yet = No feedback yet
every-help-page-ends-with-a = Every help page ends with a question. The answers appear here.
open-the-help = Open the help
by-page = By page
answers = Answers
these-are-the-newest-100 = These are the newest 100.
answer = Answer
who = Who
somebody-who-left = A former colleague
when = When
all-help-pages = All help pages
in-this-article = In this article
help = Help
how-the-work-with-partners-goes = How to work with partners, page by page.
search-the-help = Search the help
search = Search
search-for-a-single-word-for = Search for a single word, for example link, access or email.
show-all-help-pages = Show all help pages
choose-yes-or-no = Choose Yes or No.

# Feedback
answers-by-page = Answers by page
page = Page

# The index
no-page-has = No help page has "{ $query }"
