with-a-link-to-pass-on = mit einem Link zum Weitergeben
by-email = per E-Mail
step-down = die Rolle abgeben
