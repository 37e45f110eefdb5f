"""``python -m pipeline``."""

import sys

from pipeline.cli import main

if __name__ == "__main__":  # a validating process imports this module under another name
    sys.exit(main())
