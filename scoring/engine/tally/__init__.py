"""Award reviews (评选): panel rules, tables of marks, the tally and what the marks say of the judges."""
