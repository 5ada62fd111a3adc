"""A lesson and its templates, composed into documents that still hold their answers."""

from hornbook.compose.arrange import MOST_VERSIONS, version_names
from hornbook.compose.composer import EDITIONS, Composer
from hornbook.compose.crosswalk import crosswalk_csv
from hornbook.compose.sheets import Kind

__all__ = ["EDITIONS", "MOST_VERSIONS", "Composer", "Kind", "crosswalk_csv", "version_names"]
