"""What only a competition needs of the live connection."""
