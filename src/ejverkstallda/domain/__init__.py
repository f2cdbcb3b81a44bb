"""The law and nothing else: pure values and functions."""
