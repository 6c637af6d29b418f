"""Rules as TOML files: one reader for every kind of rule; it lists all faults at once with place and line."""
