"""People benefit: what it all came to, measured."""
