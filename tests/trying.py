"""How much property-based tests try: the same examples each time, or very many new ones.

`--hypothesis-profile`, an option of pytest, chooses; `make explore` chooses the latter.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

_USUAL, _MORE = 100, 15

_UNTOLD = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example, HealthCheck.filter_too_much)
"""What depends on the computer, and what is meant: whole documents are large."""


def register_profiles() -> None:
    """Make "steady" and "explore" known, and hold to the first where none is asked for."""
    shared = settings(deadline=None, suppress_health_check=_UNTOLD)
    settings.register_profile("steady", shared, derandomize=True, max_examples=_USUAL)
    settings.register_profile("explore", shared, derandomize=False, max_examples=_MORE * _USUAL, print_blob=True)
    settings.load_profile("steady")
    _hold_constants()


def _hold_constants() -> None:
    """Let what is tried in "steady" follow from the test alone.

    Hypothesis takes constants of all modules of the project that happen to be imported by then, and which they are depends on
    the tests that ran before. There is no setting for it.
    """
    honest = providers._get_local_constants
    providers._get_local_constants = lambda: Constants() if settings.default.derandomize else honest()


def tries(examples: int, *untold: HealthCheck) -> settings:
    """Settings for a test that tries so many examples where others try 100; all try more of them in "explore", by one factor.

    `untold` are checks by Hypothesis of the test itself that do not hold of it, and need not.
    """
    count = max(1, examples * settings.default.max_examples // _USUAL)
    return settings(max_examples=count, suppress_health_check=(*_UNTOLD, *untold))
