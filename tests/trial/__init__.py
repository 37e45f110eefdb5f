"""The trial ground: invented notices with known truth, printed, damaged, and read again by the pipeline."""
