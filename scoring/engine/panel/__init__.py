"""A panel of judges: marks, how they combine."""
