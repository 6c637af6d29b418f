"""The original question sets that travel with the project: one folder a set, TOML beside its media."""
