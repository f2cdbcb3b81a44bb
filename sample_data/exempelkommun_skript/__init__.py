"""The invented municipality Granhamn: stories about decisions, told with a fixed seed and written as import files."""
