"""What every page stands on: sign-in, errors, headers, uploads, commands, metrics."""
