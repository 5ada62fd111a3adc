from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from hornbook.pictures import LARGEST, load_picture


def save(folder: Path, name: str, picture: Image.Image, **options: object) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    picture.save(folder / name, **options)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_claims(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def fault(folder: Path, name: str) -> str:
    with pytest.raises(ValueError, match=" — ") as caught:
        load_picture(folder, name)
    return str(caught.value).split(" — ")[0]


def test_a_photograph_loses_its_metadata_and_stands_upright(tmp_path: Path):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "taken at home"
    save(tmp_path, "photo.jpg", Image.new("RGB", (60, 20), "navy"), exif=exif, comment=b"taken at home")
    raster = load_picture(tmp_path, "photo.jpg")
    assert (raster.mime, raster.width, raster.height) == ("image/jpeg", 20, 60)
    assert b"taken at home" not in raster.data
    assert not Image.open(io.BytesIO(raster.data)).getexif()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pngs_of_every_kind(tmp_path: Path, mode: str):
    save(tmp_path, "images/map.png", Image.new(mode, (30, 20)))
    raster = load_picture(tmp_path, "images/map.png")
    assert (raster.mime, raster.width, raster.height) == ("image/png", 30, 20)
    assert Image.open(io.BytesIO(raster.data)).mode in ("L", "RGB", "RGBA")


def test_the_kind_is_that_of_the_bytes(tmp_path: Path):
    Image.new("CMYK", (8, 8)).save(tmp_path / "print.png", "JPEG")
    raster = load_picture(tmp_path, "print.png")
    assert raster.mime == "image/jpeg"
    assert Image.open(io.BytesIO(raster.data)).mode == "RGB"


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path):
    save(tmp_path, "map.png", Image.radial_gradient("L"))
    assert load_picture(tmp_path, "map.png") == load_picture(tmp_path, "map.png")


def test_a_picture_finer_than_print_is_made_smaller(tmp_path: Path):
    save(tmp_path, "map.png", Image.new("1", (5000, 1000)))
    raster = load_picture(tmp_path, "map.png")
    assert (raster.width, raster.height) == (LARGEST[0], 500)


@pytest.mark.parametrize("size", [(7000, 7000), (12_000, 12_000), (60_000, 60_000)])
def test_a_bomb_is_not_decoded(tmp_path: Path, size: tuple[int, int]):
    (tmp_path / "bomb.png").write_bytes(png_that_claims(*size))
    assert fault(tmp_path, "bomb.png") == 'the picture "bomb.png" has more than 40 million pixels'


def test_a_bomb_of_bytes_is_not_read(tmp_path: Path):
    with (tmp_path / "bomb.png").open("wb") as file:
        file.truncate(30_000_000)
    assert fault(tmp_path, "bomb.png") == 'the picture "bomb.png" has more than 20 MB'


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", png_that_claims(30, 30)])
def test_broken_pictures(tmp_path: Path, data: bytes):
    (tmp_path / "map.png").write_bytes(data)
    assert fault(tmp_path, "map.png") == 'the picture "map.png" is not a sound PNG or JPEG'


@pytest.mark.parametrize(
    "name", ["../map.png", "/map.png", "images/../map.png", "images//map.png", "./map.png", "a\\map.png", "C:map.png", "~/map.png"]
)
def test_paths_that_are_not_plain(tmp_path: Path, name: str):
    save(tmp_path, "map.png", Image.new("L", (4, 4)))
    assert fault(tmp_path, name) == f'"{name}" is not the plain path of a picture in the pack'


def test_links_are_not_followed(tmp_path: Path):
    save(tmp_path, "elsewhere/map.png", Image.new("L", (4, 4)))
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "map.png").symlink_to(tmp_path / "elsewhere" / "map.png")
    (pack / "images").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert fault(pack, "map.png") == 'the picture "map.png" is reached through a link'
    assert fault(pack, "images/map.png") == 'the picture "images/map.png" is reached through a link'


def test_a_folder_is_no_picture(tmp_path: Path):
    (tmp_path / "map.png").mkdir()
    assert fault(tmp_path, "map.png") == 'the picture "map.png" is not a file'
    assert fault(tmp_path, "map.png/inner.png") == 'the picture "map.png/inner.png" is not in the pack'
    assert fault(tmp_path, "n" * 5000 + ".png").endswith("is not in the pack")
