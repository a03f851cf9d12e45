"""The front door: home, menu from the cards, my work, search, sign-in, accounts, errors."""
