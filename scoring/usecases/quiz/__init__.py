"""The verbs of a match and of what it needs: teams, questions, stations, the book."""
