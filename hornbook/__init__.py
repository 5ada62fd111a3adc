"""Printable teaching packs: one lesson file in, worksheets, source analyses and answer keys out, as PDF and DOCX."""

__version__ = "0.1.0"
