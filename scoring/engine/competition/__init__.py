"""The competition around the matches: stages, groups, who advances."""
