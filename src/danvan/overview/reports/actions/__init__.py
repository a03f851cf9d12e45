"""The verbs of reports: begin, write a part, take new numbers, take the machine's draft again, freeze."""
