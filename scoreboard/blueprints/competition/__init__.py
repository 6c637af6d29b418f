"""The pages of a competition that are not about one match: registration of teams."""
