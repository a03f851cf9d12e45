"""How a record moves: right, state, change, history and search in one transaction."""
