"""The trial ground for page breaks: random tables of known truth, typeset by three makers, read, judged at each break."""
