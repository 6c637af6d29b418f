"""Tables of marks: their rule, the scores and ranks, and what the marks say of the judges."""
