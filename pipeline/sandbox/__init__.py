"""Work on files that are not to be trusted.

A process of its own, its limits, and what it sends back.
"""
