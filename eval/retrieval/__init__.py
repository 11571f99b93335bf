"""Retrieval sets: read, searched by words and by meaning, fused, measured."""
