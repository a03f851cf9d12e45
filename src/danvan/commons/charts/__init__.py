"""Charts: one drawing for pages, PDF and (as PNG) Word, each with its words and its table of numbers."""
