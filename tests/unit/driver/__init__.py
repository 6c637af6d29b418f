"""Matches that chance plays over the pure engine, and what must hold of every one of them."""
