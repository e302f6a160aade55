another-invitation-was-opened-in-this = Another invitation was opened in this browser. Check the name on this page, then choose a password.
another-invitation-was-opened-in-this-2 = Another invitation was opened in this browser. Reload this page and check who it's for.
is-active = { $name } is already active and signs in with a password.
give-access-first = { $name } has no access. Give access first.
no-open-invitation = { $name } has no open invitation. Send it again first.
link-greeting = Hello { $name },
link-message =
    Here is your personal link to { $place ->
        [team] the partner team
       *[portal] the partner portal
    } of { $organisation }. It works until { $date }:
