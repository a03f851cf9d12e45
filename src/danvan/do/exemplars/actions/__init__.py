"""The verbs of the movement: the only code here that writes."""
