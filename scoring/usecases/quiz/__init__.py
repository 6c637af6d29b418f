"""The verbs of a match and of its teams, questions, stations and book."""
