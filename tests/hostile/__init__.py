"""Files that nobody should send and somebody will: made here from a few lines each, never stored."""
