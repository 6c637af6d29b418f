"""What only a match needs of the live connection."""
