"""Every word in both languages, and the language of a request."""
