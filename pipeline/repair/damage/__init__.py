"""What damage costs, and what costs though nothing was damaged."""
