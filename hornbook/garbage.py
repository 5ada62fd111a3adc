"""How often Python looks for what refers to itself and is no longer used.

Of the millions of objects that a lesson is made of, nearly all go as soon as nothing refers to them. To walk through those that
stay, fonts and packs above all, after every 700 new ones took a fifth of the time of a run.
"""

from __future__ import annotations

import gc

_NEW, _YOUNG, _OLD = 50_000, 20, 10
"""New objects after which the new ones are looked at, and how often that is done until the younger and then all are."""


def collect_seldom() -> None:
    """Look for garbage less often in this process. It takes some twenty megabytes more."""
    gc.set_threshold(_NEW, _YOUNG, _OLD)
