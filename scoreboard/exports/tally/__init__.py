"""A table of marks by a panel rule, from file to file: what ``leitai tally`` and the desks of a review share."""
