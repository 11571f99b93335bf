"""Invented reports with gold questions: `python -m eval.shelf OUT`."""
