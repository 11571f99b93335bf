"""Whether everyday words find what a report says in official ones."""
