"""Journeys in a real browser, a file for each person who walks."""
