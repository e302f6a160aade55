ana = Ana
ruiz = Ruiz
alder-finch = Alder & Finch
this-contact-no-longer-exists-choose = This contact no longer exists. Choose another.
this-template-no-longer-exists-choose = This template no longer exists. Choose another.
another-template-has-this-name-choose = Another template has this name. Choose a different one.
changed-by-someone-else = Someone else saved changes while you were editing. Open this template in a new tab to see them, then save again.
only-templates-for-invitations-can-be = Only templates for invitations can be duplicated.
this-is-the-only-template-and = This is the only template, and invitations need one. Add another and make it the default first.
this-is-the-default-template-make = This is the default template. Make another one the default first, then delete this one.
a-test-was-sent-to-you = A test was sent to you a moment ago. Wait 10 seconds, then send another.
wait-between-tests = Wait a few seconds before the next test.
too-many-tests = You've sent as many tests as an hour allows. Try again later.
only-language = This template has no other language than { $language }, so it can't be removed.
copy-name =
    { $copies ->
        [one] Copy of { $template }
       *[other] Copy { $copies } of { $template }
    }
