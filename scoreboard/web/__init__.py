"""What every page stands on: sign-in, errors, headers, commands, metrics."""
