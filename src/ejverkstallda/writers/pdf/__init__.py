"""PDF by ReportLab, behind our own flowables."""

from ejverkstallda.writers.pdf.document import render_pdf
from ejverkstallda.writers.pdf.literal import missing_letters
from ejverkstallda.writers.pdf.logo import LogotypFel, load_logo

__all__ = ["LogotypFel", "load_logo", "missing_letters", "render_pdf"]
