"""Award reviews by chance."""
