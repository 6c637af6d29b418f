"""What each role of an award review does on its pages, as short actions that a test puts in order."""
