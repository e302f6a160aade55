# Charts
steps-chart = How many partners came to each step
parts-chart = How many of the added partners are active
step-value = { $count ->
    [one] 1
   *[other] { $count }
} · { $percent } %
part-value = { $active ->
    [one] 1
   *[other] { $active }
} of { $added ->
    [one] 1
   *[other] { $added }
}

# Groups
all-partners = All
gone = Deleted
without = { $dimension ->
    [program] No program
    [template] Default template
   *[inviter] Deleted
}
own-language = { $name } (organisation)
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }

# Median time
minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
