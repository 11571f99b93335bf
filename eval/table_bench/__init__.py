"""How well tables are read: invented tables in the ways that offices make them, each with its gold cells."""
