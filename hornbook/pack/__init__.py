"""Packs: YAML files read, checked and held as models. `hornbook.pack.load.load_pack` is the way in."""
