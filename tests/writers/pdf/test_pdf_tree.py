"""What is read aloud of a PDF is what the report model says, in its order, and nothing else."""

from collections.abc import Iterator

import pytest
from pdf_reading import HEAD, case, cases, document, page_texts
from pdf_samples import COMMENTS, QUARTERS, bars, every_block, expected
from pdf_tree import Node, Read, read, spaced

from ejverkstallda.report.modell import Dokument, Lista, Rubrik, Sidbrytning, Sidhuvud, Stycke
from ejverkstallda.writers.pdf import render_pdf

SIZES = [(0, 5), (1, 5), (11, 5000), (300, 5)]


def outline(node: Node) -> Iterator[tuple[object, ...]]:
    """Everything of a tree that the model decides, in order. What is drawn in a picture is for the eye alone."""
    text = "" if node.role == "Figure" else node.text
    yield node.role, text, node.scope, node.span, node.alt, len(node.kids)
    for kid in node.kids:
        yield from outline(kid)


def held(made: Dokument) -> Read:
    found = read(render_pdf(made))
    assert list(outline(found.root)) == list(outline(expected(made)))
    assert found.unmarked == []
    return found


@pytest.mark.parametrize(("rows", "length"), SIZES)
def test_tree_is_the_model(rows: int, length: int) -> None:
    assert len(COMMENTS[length]) == length
    held(every_block(rows, COMMENTS[length]))


def test_tree_of_3000_cases_is_the_model() -> None:
    found = held(document(cases(*(case(str(n), f"Not {n}.") for n in range(3000)))))
    assert len(found.root.all("TR")) == 1 + 2 * 3000


def test_reader_sees_what_is_wrong() -> None:
    """The comparison is worth nothing if it holds for another document."""
    made = every_block(1, "Vänta")
    other = every_block(1, "Väntar")
    assert list(outline(read(render_pdf(made)).root)) != list(outline(expected(other)))


def test_one_paragraph_stays_one_over_pages() -> None:
    made = document(Stycke("Ord som står i ett enda stycke. " * 700), Lista(("Punkt som är lång. " * 600,)))
    root = held(made).root
    long = max(root.all("P"), key=lambda node: len(node.text))
    assert len(long.pages) > 2
    assert len(root.all("LBody")[0].pages) > 2


def test_one_cell_stays_one_over_pages() -> None:
    block = case("1306312", "Svar. " * 2000)
    tall = type(block)((*block.celler[:2], "insats " * 1500, "Slut"), block.noteringar)
    root = held(document(cases(tall))).root
    assert len(root.all("TD")[1].pages) > 2
    assert len(root.all("LBody")[0].pages) > 2


def test_what_is_repeated_is_not_read_again() -> None:
    made = document(cases(case("1306312", "Ord. " * 3000), *(case(str(n)) for n in range(90))))
    found = held(made)
    assert len(found.artifacts) > 5
    assert "1306312, forts." in found.artifacts[1]
    for number, text in enumerate(found.artifacts, start=1):
        assert f"{number}({len(found.artifacts)})" in text
        assert ("Beslutsdatum" in text) is (number > 1)
        assert ("TJÄNSTEUTLÅTANDE Diarienummer: OAN.2019.17" in text) is (number > 1)
        assert ("0303-70 30 00" in text) is (number < len(found.artifacts))


def test_words_are_parted_by_spaces_and_divided_words_are_whole() -> None:
    word = "korttidstillsynsverksamhet"
    text = f"ord och {word} samt a/b-c " * 40
    made = document(Stycke(text), Stycke("x" * 300), title="T")
    root = held(made).root
    assert spaced(text) in [node.text for node in root.all("P")]


def test_headings_leave_no_level_out() -> None:
    made = document(Rubrik("Del", 3), Rubrik("Avsnitt", 2), Rubrik("Del", 3), Rubrik("Slut", 2))
    roles = [node.role for node in held(made).root.kids if node.role.startswith("H")]
    assert roles == ["H1", "H2", "H2", "H3", "H2"]


def test_first_heading_is_the_first_level_without_a_title() -> None:
    root = read(render_pdf(document(Rubrik("Del", 3), Rubrik("Under", 3), title=" "))).root
    assert [node.role for node in root.kids if node.role.startswith("H")] == ["H1", "H2"]


def test_empty_document_has_a_tree() -> None:
    found = read(render_pdf(Dokument("", Sidhuvud(""), (), ())))
    assert found.root.kids == []


def test_page_break_begins_a_page() -> None:
    blocks = (Stycke("FÖRE"), Rubrik("MITT"), Sidbrytning(), Stycke(""), Sidbrytning(), Stycke("EFTER"), Sidbrytning())
    texts = page_texts(render_pdf(document(*blocks, foot=())))
    assert len(texts) == 2
    assert "FÖRE" in texts[0]
    assert "MITT" in texts[0]
    assert "EFTER" in texts[1]


def test_page_break_before_everything_is_no_empty_page() -> None:
    assert len(page_texts(render_pdf(document(Sidbrytning(), Stycke("EFTER"), title="")))) == 1


def test_picture_says_in_words_what_it_shows_and_where_it_stands() -> None:
    made = document(bars(QUARTERS, range(12)), head=HEAD)
    (figure,) = held(made).root.all("Figure")
    left, bottom, right, top = figure.box
    assert (left, round(right, 1)) == (59.5, 535.8)
    assert 100 < top - bottom < 250
