# Languages, each by its own name.
english = English
german = Deutsch
french = Français
spanish = Español
italian = Italiano
dutch = Nederlands
polish = Polski
portuguese = Português

choose-one = Choose a language from the list.
