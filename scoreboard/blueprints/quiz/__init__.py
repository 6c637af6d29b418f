"""The desks and files of a match: a file per desk; the import of its questions."""
