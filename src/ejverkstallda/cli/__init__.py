"""The terminal: parses, calls one use case, renders its result."""
