"""The award review as a job, and what belongs to it: drafts, seats, objectors."""
