"""Reports a person edits and freezes, whose every number opens its records."""
