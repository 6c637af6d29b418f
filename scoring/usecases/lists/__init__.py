"""What organisers keep from year to year: the register of organisations, rosters, official days.

It belongs to no single competition or review.  A file for the verbs of each, one for its import.
"""
