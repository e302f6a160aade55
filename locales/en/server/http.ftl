this-request-came-from-another-site = This request came from another site and was refused.
forms-are-sent-as-application-x = Forms are sent as application/x-www-form-urlencoded.
this-is-more-than-the-form = This is more than the form can hold. Shorten the longest field.
the-form-took-too-long-to = The form took too long to arrive. Try again.
the-metrics-could-not-be-gathered = The metrics could not be collected. Check the log.
this-is-more-than-the-form-2 = This is more than the form can hold. Choose a smaller file.
