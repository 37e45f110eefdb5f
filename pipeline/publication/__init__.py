"""Publications in a folder: written in one step, locked while they are, read back whole."""
