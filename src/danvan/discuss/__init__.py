"""People discuss: they are asked, and they meet."""
