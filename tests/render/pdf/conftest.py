"""The lessons that every file of every theme is looked at for."""

from __future__ import annotations

from pathlib import Path

import pytest

from hornbook.scaffold import new_pack
from tests.samples import NAMES, Sample, example, write_pack

REPOSITORY = Path(__file__).parents[3]
THEMES = sorted(path.stem for path in (REPOSITORY / "templates" / "themes").glob("*.toml"))


@pytest.fixture(scope="session", params=["starter", "every activity", "soviet-foreign-policy-1921-33/02-rapallo"])
def lesson(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The lesson of the demo pack, one with every activity, and the example lesson."""
    match request.param:
        case "starter":
            return Sample(new_pack("starter", tmp_path_factory.mktemp("starter")), "01-printing")
        case "every activity":
            tasks = [{key: value for key, value in example(one).items() if key not in ("id", "stimulus_group")} for one in NAMES]
            return Sample(write_pack(tmp_path_factory.mktemp("all") / "all", tasks))
        case path:
            pack, _, name = path.partition("/")
            return Sample(REPOSITORY / "packs" / pack, name)


@pytest.fixture(params=THEMES)
def look(request: pytest.FixtureRequest) -> str:
    """Each theme by its name."""
    name: str = request.param
    return name
