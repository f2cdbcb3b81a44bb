"""One use case per file: opens the session, calls the domain, returns a frozen result."""
