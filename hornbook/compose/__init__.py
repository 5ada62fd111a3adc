"""A lesson and its templates, composed into documents that still hold their answers."""

from hornbook.activities.tiers import TIERS, Tier
from hornbook.compose.arrange import MOST_VERSIONS, VERSIONS, version_names
from hornbook.compose.composer import EDITIONS, Composer, composers
from hornbook.compose.crosswalk import crosswalk_csv
from hornbook.compose.sheets import Kind

__all__ = [
    "EDITIONS",
    "MOST_VERSIONS",
    "TIERS",
    "VERSIONS",
    "Composer",
    "Kind",
    "Tier",
    "composers",
    "crosswalk_csv",
    "version_names",
]
