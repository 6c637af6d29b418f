"""Pure arithmetic of marks, ledgers and ranks: standard library only, no clock, no chance, no I/O."""
