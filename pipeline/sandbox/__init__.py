"""Work on files that are not to be trusted: a process of its own, its limits, and what it sends back."""
