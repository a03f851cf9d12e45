"""People inspect: they raise matters and the authority must answer."""
