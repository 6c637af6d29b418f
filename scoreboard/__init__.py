"""How people reach a competition: pages, live screens and the command line."""
