"""PDF → ink (characters, rules) → grid → tables and the lines around them, by pdfplumber and camelot."""
