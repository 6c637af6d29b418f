"""What old browsers understand of the style sheets and scripts."""
