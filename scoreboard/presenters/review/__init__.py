"""A review → what each audience may see."""
