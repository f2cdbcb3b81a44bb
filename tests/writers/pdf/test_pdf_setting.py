import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from ejverkstallda.writers.pdf import styles
from ejverkstallda.writers.pdf.columns import Need, column_widths
from ejverkstallda.writers.pdf.fonts import face
from ejverkstallda.writers.pdf.literal import readable
from ejverkstallda.writers.pdf.looks import look
from ejverkstallda.writers.pdf.setting import HYPHEN, Setter
from ejverkstallda.writers.pdf.styles import CELL, CELL_RIGHT, Colour


def wide(text: str) -> float:
    return float(stringWidth(text, face("Regular").name, CELL.size))


def lines(text: str, width: float) -> list[str]:
    return list(Setter().set(text, CELL, width).lines)


def test_words_fill_lines() -> None:
    assert lines("en två tre fyra", wide("en två tre")) == ["en två tre", "fyra"]
    assert lines("en två tre fyra", wide("en två tre") - 0.1) == ["en två", "tre fyra"]


def test_compound_that_does_not_fit_is_divided_between_syllables() -> None:
    # Swedish: kort-tids-till-syn; the pattern file divides kort-tidstill-syn.
    assert lines("korttidstillsyn", wide("korttidstill-") + 1) == [f"korttidstill{HYPHEN}", "syn"]


def test_compound_that_fits_is_never_divided() -> None:
    assert lines("på korttidstillsyn", wide("korttidstillsyn") + 1) == ["på", "korttidstillsyn"]


def test_number_gets_no_hyphen_it_did_not_have() -> None:
    assert lines("1306312-12", wide("1306312-")) == ["1306312-", "12"]
    assert lines("13063121306312", wide("1306312")) == ["1306312", "1306312"]


def test_address_is_divided_at_its_own_signs() -> None:
    assert lines("bo.provsson@kommun.se", wide("bo.provsson@k")) == ["bo.provsson@", "kommun.se"]


def test_endless_string_is_divided_by_force() -> None:
    found = lines("x" * 200, wide("x" * 30) + 0.1)
    assert found == ["x" * 30] * 6 + ["x" * 20]


def test_endless_string_begins_on_its_own_line() -> None:
    assert lines("ord " + "1" * 12, wide("1" * 10) + 0.1) == ["ord", "1" * 10, "11"]


def test_spaces_do_not_pile_up_and_line_breaks_stay() -> None:
    assert lines("  a   b \n\n\n c \n", 100) == ["a b", "", "c"]
    assert lines(" \n \n", 100) == []


@given(st.text(max_size=300), st.floats(min_value=15, max_value=300))
def test_no_line_is_wider_than_its_column(text: str, width: float) -> None:
    for line in lines(text, width):
        assert wide(line) <= width + 0.01 or len(line) == 1


@given(st.text(max_size=300), st.floats(min_value=15, max_value=300))
def test_no_letter_is_lost(text: str, width: float) -> None:
    whole = "".join(lines(text, width)).replace(HYPHEN, "").replace(" ", "")
    assert whole == readable(text).replace(" ", "").replace("\n", "")


def test_right_aligned_lines_end_at_the_edge() -> None:
    setting = Setter().set("1 11", CELL_RIGHT, 50)
    assert setting.shifts == pytest.approx((50 - wide("1 11"),))


def test_columns_share_by_weight_when_all_have_room() -> None:
    assert column_widths([Need(1, 10, 5), Need(3, 20, 5)], 400) == pytest.approx([100, 300])


def test_column_is_no_narrower_than_its_widest_word() -> None:
    assert column_widths([Need(1, 90, 5), Need(9, 20, 5)], 400) == pytest.approx([90, 310])


def test_numbers_go_before_words_when_there_is_too_little() -> None:
    first, second, third = column_widths([Need(1, 60, 60), Need(1, 160, 20), Need(1, 160, 20)], 200)
    assert first >= 60
    assert second == pytest.approx(third) == pytest.approx(70)


def test_endless_word_does_not_starve_the_others() -> None:
    found = column_widths([Need(1, 9000, 9000), Need(1, 50, 50), Need(1, 50, 50)], 300)
    assert found[1:] == pytest.approx([90, 90])


@given(
    st.lists(st.builds(Need, st.floats(0, 10), st.floats(0, 9000), st.floats(0, 9000)), min_size=1, max_size=9),
)
def test_columns_always_fill_the_whole(needs: list[Need]) -> None:
    found = column_widths(needs, 450)
    assert sum(found) == pytest.approx(450)
    assert min(found) >= 0


def luminance(colour: Colour) -> float:
    """Relative luminance as WCAG 2 defines it."""
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# Paper itself, and the line of no width that paints it, are no colours that anything is told by.
COLOURS = {
    name: value
    for name, value in vars(styles).items()
    if type(value) is tuple and len(value) == 3 and name.isupper() and value != styles.PAPER
}
RULES = {
    name: value for name, value in vars(styles).items() if isinstance(value, styles.Rule) and value != styles.BLANK
}
TEXTS = {name: value for name, value in vars(styles).items() if isinstance(value, styles.TextStyle)}


@pytest.mark.parametrize("name", COLOURS)
def test_every_colour_stands_out_from_paper(name: str) -> None:
    assert 1.05 / (luminance(COLOURS[name]) + 0.05) >= 4.5


def test_everything_is_drawn_in_those_colours() -> None:
    assert len(COLOURS) > 5
    assert len(RULES) > 4
    assert len(TEXTS) > 20
    texts = [*TEXTS.values(), *styles.HEADINGS.values()]
    assert {rule.colour for rule in RULES.values()} | {text.colour for text in texts} <= set(COLOURS.values())
    assert {look(place).bar.colour for place in range(5)} <= set(COLOURS.values())


def test_a_place_in_a_statute_is_not_divided_between_lines() -> None:
    setter = Setter()
    text = "Skyldigheten följer av 28 f–h §§ LSS och 34 kap. 1–3 §§ SoL."
    for width in range(130, 400, 3):
        lines = setter.set(text, CELL, width).lines
        assert " ".join(lines) == text
        assert any("28 f–h §§ LSS" in line for line in lines), lines
        assert any("34 kap. 1–3 §§ SoL" in line for line in lines), lines
