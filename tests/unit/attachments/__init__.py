"""Files that people attach: what they are, and pictures of their pages."""
