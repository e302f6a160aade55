# Charts
steps-chart = Wie viele Partner jeden Schritt erreicht haben
parts-chart = Wie viele der hinzugefügten Partner aktiv sind
step-value = { $count ->
    [one] 1
   *[other] { $count }
} · { $percent } %
part-value = { $active ->
    [one] 1
   *[other] { $active }
} von { $added ->
    [one] 1
   *[other] { $added }
}

# Groups
all-partners = Alle
gone = Gelöscht
without = { $dimension ->
    [program] Kein Programm
    [template] Standardvorlage
   *[inviter] Gelöscht
}
own-language = { $name } (Organisation)
month = { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
} { $year }

# Median time
minutes = { $count ->
    [one] 1 Minute
   *[other] { $count } Minuten
}
hours = { $count ->
    [one] 1 Stunde
   *[other] { $count } Stunden
}
days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
}
