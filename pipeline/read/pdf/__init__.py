"""PDF → ink (characters, rules) → grid → tables and the lines around them.

By pdfplumber and camelot.
"""
