# Zahlen und Daten.
name = Deutsch
tag = de
group-separator = .
date = { $day }. { $month ->
    [1] Jan.
    [2] Feb.
    [3] März
    [4] Apr.
    [5] Mai
    [6] Juni
    [7] Juli
    [8] Aug.
    [9] Sept.
    [10] Okt.
    [11] Nov.
   *[12] Dez.
} { $year }
# Ohne das Jahr.
day = { $day }. { $month ->
    [1] Jan.
    [2] Feb.
    [3] März
    [4] Apr.
    [5] Mai
    [6] Juni
    [7] Juli
    [8] Aug.
    [9] Sept.
    [10] Okt.
    [11] Nov.
   *[12] Dez.
}
date-and-time = { $date }, { $time }
date-and-time-utc = { $date }, { $time } UTC
just-now = gerade eben
minutes-ago = { $count ->
    [one] vor 1 Minute
   *[other] vor { $count } Minuten
}
hours-ago = { $count ->
    [one] vor 1 Stunde
   *[other] vor { $count } Stunden
}
