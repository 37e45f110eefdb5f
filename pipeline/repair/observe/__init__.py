"""What a stitched table shows before any row is aligned.

Rows that are no indicators, serials, drawn merges.
"""
