"""Rules as TOML files: one reader for every kind of rule, which lists all faults at once with place and line."""
