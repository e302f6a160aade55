with-a-link-to-pass-on = with a link to pass on
by-email = by email
step-down = step down
