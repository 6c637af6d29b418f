"""Tables of marks: their rule, the scores and ranks, and reports on the judges."""
