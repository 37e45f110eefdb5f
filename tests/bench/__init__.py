"""Times and memory of whole processes, ours beside those of other libraries."""
