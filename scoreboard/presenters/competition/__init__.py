"""What pages of a competition around its matches show."""
