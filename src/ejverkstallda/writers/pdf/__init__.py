"""PDF by ReportLab, behind our own flowables."""

from ejverkstallda.writers.pdf.document import render_pdf
from ejverkstallda.writers.pdf.literal import missing_letters

__all__ = ["missing_letters", "render_pdf"]
