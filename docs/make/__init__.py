"""What makes the pages of docs/ that are not written by hand: `make docs`, `make pictures`."""
