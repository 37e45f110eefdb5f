"""The trial ground for page breaks: random tables of known truth, typeset, read, judged at each break."""
