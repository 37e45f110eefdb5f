"""What may be assumed of rows and labels together, and what it costs."""
