"""Report model out: files in one format each, written whole or not at all."""
