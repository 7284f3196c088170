import io

import pytest
from PIL import Image, ImageDraw

from shopper.fingerprints import LARGEST, fingerprint
from shopper.practice_shop.logos import logo_png
from shopper.practice_shop.tenant import GOM_SEN


def picture(format: str = "PNG", size: tuple[int, int] = (200, 80), ground: str = "white", ink: str = "#0b6b5d") -> bytes:
    image = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(image)
    draw.ellipse((20, 20, 60, 60), fill=ink)
    draw.rectangle((80, 30, 180, 50), fill=ink)
    return saved(image, format)


def saved(image: Image.Image, format: str) -> bytes:
    file = io.BytesIO()
    image.save(file, format)
    return file.getvalue()


def test_it_says_form_proportion_and_colour() -> None:
    bits, proportion, colour = fingerprint(picture()).split("-")
    assert len(bits) == 64
    assert abs(int(proportion) - 393) < 10
    assert colour == "#0b6b5d"


def test_format_and_quality_hardly_change_it() -> None:
    own = Image.open(io.BytesIO(logo_png(GOM_SEN))).convert("RGB")
    prints = [fingerprint(saved(own, format)) for format in ("PNG", "JPEG", "GIF", "WEBP")]
    bits = [int(one.partition("-")[0], 16) for one in prints]
    assert all((bits[0] ^ other).bit_count() < 30 for other in bits)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 99,
        picture()[:200],
        picture("BMP"),
        picture(ink="white"),
        b"x" * (LARGEST + 1),
    ],
)
def test_what_is_no_picture_has_none(content: bytes) -> None:
    assert fingerprint(content) == ""


def test_a_picture_too_large_to_be_looked_at_has_none() -> None:
    file = io.BytesIO()
    Image.new("1", (5000, 4000)).save(file, "PNG")
    assert fingerprint(file.getvalue()) == ""
