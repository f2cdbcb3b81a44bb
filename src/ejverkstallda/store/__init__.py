"""The register on disk: tables, sessions, migrations, change log."""
