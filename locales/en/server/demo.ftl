begun = This demo sends nothing and is gone when you stop it with Ctrl+C. Its emails: { $emails }
emails = Emails of the demo
nothing-is-sent = Nothing is sent: every email appears here instead. Open its link as its recipient would, in a private window.
no-emails = No emails yet. Invite a partner.
