"""What each price of the repair is worth: see ``python -m tests.costs``."""
