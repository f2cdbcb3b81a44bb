"""What a document says, not how it looks: a frozen model built from domain results."""
