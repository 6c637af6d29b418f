"""A verb each: guards, one unit of work, the facts returned."""
