"""PDF by ReportLab, behind our own flowables."""
