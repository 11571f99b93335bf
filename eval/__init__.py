"""Question sets with known answers, and how well we do on them."""
