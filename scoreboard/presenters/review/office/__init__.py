"""The pages of the study office and of those who decide, as values: from the review's state to rows and sentences."""
