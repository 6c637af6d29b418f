"""What only a review needs of the live connection."""
