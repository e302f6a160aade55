enter-date-as = Enter the date as YYYY-MM-DD, for example 2026-11-22.
older-entries-are-left-out = Older entries are left out. Export fewer days at a time.
