"""What each audience may see of a panel of judges."""
