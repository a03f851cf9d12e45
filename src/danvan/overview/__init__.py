"""Across the rooms: not a verb of the people but of those who answer for the whole."""
