"""What a competition and a review are: engine (pure), use cases, store."""
