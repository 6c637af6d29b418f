"""An organiser, a second person and many teams, who lead a whole competition by its pages alone."""
