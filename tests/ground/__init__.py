"""Both trial grounds under one measure: what is counted, and what nothing gives away."""
