"""Find records by their words, with or without diacritics, on both databases."""
