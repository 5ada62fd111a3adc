"""A lesson, or a pack as a whole, and its templates, composed into documents that still hold their answers."""

from hornbook.activities.tiers import TIERS, Tier
from hornbook.compose.arrange import MOST_VERSIONS, VERSIONS, version_names
from hornbook.compose.composer import EDITIONS, Composer, composers
from hornbook.compose.crosswalk import crosswalk_csv
from hornbook.compose.kinds import PACK_EDITIONS, TIERED, PackKind, lacking, tiers_of, wanted_of
from hornbook.compose.sheets import Kind
from hornbook.compose.whole import PackComposer

__all__ = [
    "EDITIONS",
    "MOST_VERSIONS",
    "PACK_EDITIONS",
    "TIERED",
    "TIERS",
    "VERSIONS",
    "Composer",
    "Kind",
    "PackComposer",
    "PackKind",
    "Tier",
    "composers",
    "crosswalk_csv",
    "lacking",
    "tiers_of",
    "version_names",
    "wanted_of",
]
