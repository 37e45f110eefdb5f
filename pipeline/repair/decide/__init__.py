"""What all readings within the margin agree on: values, units, the log."""
