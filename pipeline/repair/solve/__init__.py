"""The exact programme over rows and labels."""
