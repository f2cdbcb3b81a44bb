"""DOCX by python-docx: the paper that a nämnd's secretary works on."""

from ejverkstallda.writers.docx.document import render_docx

__all__ = ["render_docx"]
