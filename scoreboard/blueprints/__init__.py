"""A file per desk: each parses what was sent, calls one use case and presents the answer."""
