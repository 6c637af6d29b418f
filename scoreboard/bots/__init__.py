"""Players that sit at every seat and use nothing but the public interfaces: HTTP to enter, Socket.IO to play."""
