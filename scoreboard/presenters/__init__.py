"""Engine values turned into what each audience may see."""
