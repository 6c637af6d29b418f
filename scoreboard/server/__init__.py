"""The process beneath the application: runtime, connections, log, locks, addresses, passwords."""
