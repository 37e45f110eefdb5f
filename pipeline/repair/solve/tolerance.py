"""How far two costs may differ that are the same."""

NEARLY = 1e-9
