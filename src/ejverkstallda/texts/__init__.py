"""A municipality's templates as plain blocks for the report model."""
