"""Official documents from plain values: one block model, a style sheet for each system, Word and PDF."""
