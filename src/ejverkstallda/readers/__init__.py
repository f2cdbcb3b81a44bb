"""Files in: raw rows with file and line become domain values or brister."""
