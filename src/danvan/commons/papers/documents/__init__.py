"""Official documents built from plain values: one block model, one style sheet per issuer, Word and PDF from the same blocks."""
