"""Pictures made safe: from inside a given folder only, bounded in size, and encoded afresh.

What a stranger's picture may bring along (places and names in its metadata, a bomb of a billion pixels, a path to somewhere else,
code for a decoder of some rare format) stops here. Packs use it for sources, themes for a school's logo.
"""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from PIL import Image, ImageFile, ImageOps

from hornbook.document.nodes import Raster

MOST_BYTES = 20_000_000
MOST_PIXELS = 40_000_000
LARGEST = (2500, 3500)
"""Pixels: 300 to the inch on a page of A4. A larger picture is made smaller."""

SUFFIXES = (".png", ".jpg", ".jpeg")
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, struct.error, zlib.error)


def load_picture(folder: Path, name: str, where: str = "the pack", largest: tuple[int, int] = LARGEST) -> Raster:
    """The picture called `name` in `folder`, which `where` names, no larger than `largest` in pixels.

    Raises ValueError ("what — hint") for one that is not safe to use.
    """
    path = _inside(folder, name, where)
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f'the picture "{name}" has more than {MOST_BYTES // 1_000_000} MB — save it smaller')
    with warnings.catch_warnings(), _no_torn_pictures():
        warnings.simplefilter("error")
        try:
            return _encoded(path.read_bytes(), largest)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError, _TooLargeError):
            most = MOST_PIXELS // 1_000_000
            raise ValueError(f'the picture "{name}" has more than {most} million pixels — save it smaller') from None
        except (*_BROKEN, Warning):
            raise ValueError(
                f'the picture "{name}" is not a sound PNG or JPEG — open it in a drawing program and save it again'
            ) from None


@contextmanager
def _no_torn_pictures() -> Iterator[None]:
    """Refuse pictures that end early, even where another library of the same process has told Pillow to put up with them."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


class MissingPictureError(ValueError):
    """There is no such file."""


class _TooLargeError(Exception):
    """More pixels than are worth decoding."""


def _inside(folder: Path, name: str, where: str) -> Path:
    """The file that a plain relative path leads to, with no link or device on the way."""
    parts = name.split("/")
    if any(char in name for char in '\0\\:*?"<>|') or name.startswith("~") or any(part in ("", ".", "..") for part in parts):
        raise ValueError(f'"{name}" is not the plain path of a picture in {where} — write it like images/cartoon.png')
    if not name.lower().endswith(SUFFIXES):
        raise ValueError(f'the picture "{name}" is neither PNG nor JPEG — save it as one of them')
    path = folder
    for part in parts:
        path /= part
        try:
            mode = path.lstat().st_mode
        except (OSError, ValueError):
            raise MissingPictureError(f'the picture "{name}" is not in {where} — put it there, or mend its name') from None
        if stat.S_ISLNK(mode):
            raise ValueError(f'the picture "{name}" is reached through a link — put the file itself into {where}')
    if not stat.S_ISREG(mode):
        raise ValueError(f'the picture "{name}" is not a file — put a PNG or JPEG there')
    return path


def _encoded(data: bytes, largest: tuple[int, int]) -> Raster:
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise _TooLargeError
        kind = picture.format
        upright = ImageOps.exif_transpose(picture)
    upright.thumbnail(largest)
    transparent = kind == "PNG" and ("A" in upright.getbands() or "transparency" in upright.info)
    plain = upright.convert("RGBA" if transparent else "L" if upright.mode in ("1", "L") else "RGB")
    plain.info.clear()  # or Pillow writes the old comments and colour profile again
    buffer = io.BytesIO()
    mime: Literal["image/png", "image/jpeg"] = "image/png" if kind == "PNG" else "image/jpeg"
    if kind == "PNG":
        plain.save(buffer, "PNG")
    else:
        plain.save(buffer, "JPEG", quality=92)
    return Raster(buffer.getvalue(), mime, plain.width, plain.height)
