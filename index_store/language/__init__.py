"""How reports and questions are read: text, numbers, periods, places, abbreviations. Pure functions."""
