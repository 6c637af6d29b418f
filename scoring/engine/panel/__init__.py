"""A panel of judges: its rule, how marks combine, and the sitting of one subject with its commands.  It imports no
job."""
