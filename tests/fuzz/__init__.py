"""Real files spoilt at random: whatever is made of them, they end in a value or in an error of this package."""
