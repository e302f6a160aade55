not-active-yet = { $name } ist noch nicht aktiv. Nur aktive Teammitglieder können Inhaber werden.
only-owner = { $name } ist einziger Inhaber. Machen Sie zuerst ein anderes Teammitglied zum Inhaber.
active-now = { $name } ist inzwischen aktiv und kann nur von Inhabern entfernt werden.
