"""Where: areas by official code and date, and what became of them."""
