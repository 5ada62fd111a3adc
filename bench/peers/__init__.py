"""Engines that set the same documents: each turns the tree into what its users would write, and sets that.

Same paper, margins, fonts and sizes; tables are tables, answer lines are lines, extracts have their line numbers, every page its
running head and foot. Turning the tree into an engine's own notation is not measured.
"""
