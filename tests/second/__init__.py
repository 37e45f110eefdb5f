"""A second trial ground: invented notices, damaged as a reader of real ones describes it."""
