"""People do: they build and share what works."""
