"""Use cases, one verb each: guards, one unit of work, the facts returned."""
