"""Registration: use cases."""
