"""One row's cells against the columns: the ways they can stand."""
