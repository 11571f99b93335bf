"""Ground floor: shared shapes, settings, errors, language, and the stores (catalogue, lexical, vectors)."""
