"""What a stitched table shows before any row is aligned: rows that are no indicators, serials, drawn merges."""
