choose-one-from-the-list = Choose one from the list.
write-the-day-as-year-month = Write the day as year-month-day, for example 2026-11-22.
