"""The municipality's logo: read with care, since it is a file from outside, and made fit for an archive's PDF."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from ejverkstallda.report.modell import Logotyp
from ejverkstallda.writers.pdf.literal import one_line
from ejverkstallda.writers.pdf.styles import LOGO_HEIGHT, LOGO_WIDTH

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 5_000_000
MOST_PIXELS = 40_000_000
_TOO_MANY_PIXELS = f"bilden har fler än {MOST_PIXELS // 1_000_000} miljoner bildpunkter"
_SHARP = 4  # pixels a point: 288 in an inch, more is not seen in print
_SMALLEST = 1.0


class LogotypFel(Exception):  # noqa: N818 - Swedish: it ends in fel, which is what Error says
    """The logo cannot be used. Its text is a Swedish clause that says why, such as "filen är ingen bild"."""


@dataclass(frozen=True, slots=True, eq=False)
class Logo:
    """The logo as it is drawn: opaque pixels, a size in points, and what it shows in words."""

    image: "Image"
    width: float
    height: float
    alt: str


def load_logo(logotyp: Logotyp) -> Logo:
    """Read the logo, flatten it on white and choose its size: its own proportions, within what a header has room for.

    Raises:
        LogotypFel: it is too large, no PNG or JPEG, or damaged. Its size is judged before it is unpacked.
    """
    if len(logotyp.innehall) > MOST_BYTES:
        msg = f"filen är större än {MOST_BYTES // 1_000_000} MB"
        raise LogotypFel(msg)
    image = _opaque(logotyp.innehall)
    scale = min(LOGO_HEIGHT / image.height, LOGO_WIDTH / image.width)
    width, height = (max(side * scale, _SMALLEST) for side in image.size)
    image.thumbnail((int(width * _SHARP) + 1, int(height * _SHARP) + 1))
    return Logo(image, width, height, one_line(logotyp.alt) or "Logotyp")


@contextmanager
def _quiet(kind: type[Warning]) -> Iterator[None]:
    """Hold back the library's own warning of sizes that are refused here anyway."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", kind)
        yield


def _opaque(content: bytes) -> "Image":
    from PIL import Image, ImageOps  # noqa: PLC0415 - only a paper with a logo waits for it

    try:
        with _quiet(Image.DecompressionBombWarning), Image.open(BytesIO(content), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise LogotypFel(_TOO_MANY_PIXELS)
            drawn = ImageOps.exif_transpose(opened).convert("RGBA")
    except Image.DecompressionBombError as fault:
        raise LogotypFel(_TOO_MANY_PIXELS) from fault
    # A damaged picture fails in many ways, all of them of the library's own choosing.
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError) as fault:
        msg = "filen är ingen hel bild i PNG eller JPEG"
        raise LogotypFel(msg) from fault
    flat = Image.new("RGB", drawn.size, "white")
    flat.paste(drawn, mask=drawn.getchannel("A"))
    return flat
