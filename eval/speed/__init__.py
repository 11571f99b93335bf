"""How fast text PDFs are taken in, beside a bare reader and a plain starter, and where the time goes."""
