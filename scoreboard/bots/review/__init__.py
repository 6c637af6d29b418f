"""Players for every role of an award review, which use its pages, its forms and its live connection, as people do."""
