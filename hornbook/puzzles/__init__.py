"""Puzzles of letters: where words stand in a grid. Nothing here knows how a grid is printed, or what is asked of pupils."""
