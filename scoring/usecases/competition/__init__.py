"""The competition as a job: registration of teams, from the public form to the roster of a match."""
