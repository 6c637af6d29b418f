"""Players for every seat of a match, which use only the public interfaces: HTTP to enter, Socket.IO to play."""
