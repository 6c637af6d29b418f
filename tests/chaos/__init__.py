"""What breaks in a hall, done to a real server while it is used: nothing acknowledged is lost, nothing counts twice."""
