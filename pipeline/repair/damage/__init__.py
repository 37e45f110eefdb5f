"""The kinds of damage, and what each costs."""
