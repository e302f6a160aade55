not-active-yet = { $name } ist noch nicht aktiv. Nur aktive Teammitglieder können Inhaber werden.
only-owner = { $name } ist einziger Inhaber. Machen Sie zuerst ein anderes Teammitglied zum Inhaber.
