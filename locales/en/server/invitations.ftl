another-invitation-was-opened-in-this = Another invitation was opened in this browser. Check the name on this page, then choose a password.
link-unusable = This link can no longer be used.
another-invitation-was-opened-in-this-2 = Another invitation was opened in this browser. Reload this page and check who it's for.
a-former-colleague = A former colleague
has-access = { $name } already has access.
is-active = { $name } is already active and signs in with a password.
give-access-first = { $name } has no access. Give access first.
has-no-access = { $name } has no access.
link-greeting = Hello { $name },
link-message =
    Here is your personal link to { $place ->
        [team] the partner team
       *[portal] the partner portal
    } of { $organisation }. It works until { $date }:
