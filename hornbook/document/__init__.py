"""The document tree: its nodes, the markup they are written in, and the passes over them."""
