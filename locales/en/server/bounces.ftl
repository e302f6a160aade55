### What is heard of emails after a mail server took them.

kind = { $kind ->
    [bounced] Bounced for good
    [returned] Came back, perhaps for now
    [delayed] Delayed
    [complained] Complaint
    [answered] Automatic reply
   *[other] None of these
}
recorded = Recorded with the email it is about.
known = Reported before: nothing changed.
not-ours = It isn't about an email of this Gangway: nothing changed.
