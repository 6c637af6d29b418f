"""Files by chance: what people bring, damaged in every way that comes to mind, ends in a report or a named refusal."""
