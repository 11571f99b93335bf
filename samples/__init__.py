"""Invented reports that ship with the project, and how they are made."""
