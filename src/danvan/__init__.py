"""Open software for dân vận: every voice an answer, every task a date, every model its proof, every number its records."""
