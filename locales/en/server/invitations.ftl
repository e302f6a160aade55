another-invitation-was-opened-in-this = Another invitation was opened in this browser meanwhile. Check the name on this page, then choose a password.
this-link-can-no-longer-be = This link can no longer be used.
with-an-old-one = with an old one
another-invitation-was-opened-in-this-2 = Another invitation was opened in this browser meanwhile. Reload this page and look who it is for.
somebody-with-the-link = Somebody with the link
by-the-forgotten-password-form = by the forgotten password form
a-former-colleague = A former colleague
