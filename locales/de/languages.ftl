# Sprachen, jede mit ihrem eigenen Namen.
english = English
german = Deutsch
french = Français
spanish = Español
italian = Italiano
dutch = Nederlands
polish = Polski
portuguese = Português

choose-one = Wählen Sie eine Sprache aus der Liste.
