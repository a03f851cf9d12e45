"""People know: what is decided, published and owed to them."""
