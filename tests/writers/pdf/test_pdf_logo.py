import struct
import zlib

import pytest
from pdf_reading import document, page_signs
from pdf_samples import logo_head, picture
from pdf_tree import read

from ejverkstallda.report.modell import Logotyp
from ejverkstallda.writers.pdf import LogotypFel, load_logo, render_pdf


def size(content: bytes) -> list[float]:
    logo = load_logo(Logotyp(content, "Vapen"))
    assert logo.image.mode == "RGB"
    return [logo.width, logo.height]


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_any_png_becomes_opaque_and_keeps_its_proportions(mode: str) -> None:
    assert size(picture(mode, (60, 20))) == pytest.approx([3 * 42, 42])


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_any_jpeg_is_taken(mode: str) -> None:
    assert size(picture(mode, (20, 20), "JPEG")) == pytest.approx([42, 42])


def test_wide_logo_is_no_wider_than_there_is_room() -> None:
    assert size(picture(size=(1600, 10))) == pytest.approx([160, 1])


def test_transparent_is_white() -> None:
    logo = load_logo(Logotyp(picture("RGBA"), "Vapen"))
    # 100 of 255 parts of the colour, the rest white.
    assert logo.image.getpixel((0, 0)) == pytest.approx((159, 179, 202), abs=1)


def test_large_picture_is_made_no_larger_than_print_needs() -> None:
    logo = load_logo(Logotyp(picture(size=(4000, 2000)), "Vapen"))
    assert logo.image.width < 400
    assert logo.image.width / logo.image.height == pytest.approx(2, rel=0.01)


def png(width: int, height: int) -> bytes:
    """A PNG that says it is so large and holds nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "ingen hel bild"),
        (b"GIF89a", "ingen hel bild"),
        (b"<svg/>", "ingen hel bild"),
        (picture(kind="GIF", mode="L"), "ingen hel bild"),
        (picture(size=(200, 200))[:-60], "ingen hel bild"),
        (picture(size=(200, 200), kind="JPEG")[:400], "ingen hel bild"),
        (png(10, 10), "ingen hel bild"),
        (png(0, 10), "ingen hel bild"),
        (png(100_000, 100_000), "bildpunkter"),
        (png(9_000, 9_000), "bildpunkter"),
        (png(11_000, 11_000), "bildpunkter"),
        (b"\x89PNG" + b"x" * 5_000_000, "större än 5 MB"),
    ],
)
def test_bad_picture_is_refused_with_a_reason(content: bytes, why: str) -> None:
    with pytest.raises(LogotypFel, match=why):
        load_logo(Logotyp(content, "Vapen"))


def test_bad_picture_stops_the_document() -> None:
    with pytest.raises(LogotypFel):
        render_pdf(document(head=logo_head(b"x")))


def test_the_logo_is_read_first_and_stands_above_the_rule_beside_the_type() -> None:
    data = render_pdf(document(head=logo_head()))
    figure = read(data).root.kids[0]
    assert (figure.role, figure.alt) == ("Figure", "Ale kommuns vapen")
    assert figure.box is not None
    left, bottom, right, top = figure.box
    assert left == pytest.approx(59.5, abs=0.01)
    assert top == pytest.approx(841.89 - 42, abs=0.01)  # where the page begins
    assert (right - left) / (top - bottom) == pytest.approx(3, abs=0.01)  # as the picture is
    signs = page_signs(data)[0]
    kind = [sign for sign in signs if sign.top > bottom]
    assert "".join(sign.text for sign in kind) == "TJÄNSTEUTLÅTANDE1(1)"
    assert min(sign.left for sign in kind) > right


def test_a_long_type_beside_a_wide_logo_takes_more_lines_and_nothing_is_outside() -> None:
    head = logo_head()._replace(dokumenttyp="Innehåller sekretessbelagda personuppgifter " * 3)
    signs = page_signs(render_pdf(document(head=head)))[0]
    assert max(sign.right for sign in signs) < 595.28 - 59.5 + 1
    type_lines = {round(sign.bottom) for sign in signs if sign.text == "I" and sign.top > 600}
    assert len(type_lines) > 1
