enter-date-as = Geben Sie das Datum als JJJJ-MM-TT ein, zum Beispiel 2026-11-22.
older-entries-are-left-out = Ältere Einträge fehlen hier. Exportieren Sie weniger Tage auf einmal.
