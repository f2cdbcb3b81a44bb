import re

import pytest
from pdf_reading import COLUMNS, INSATS, case, cases, document, page_texts, texts_of

from ejverkstallda.report.modell import (
    Arendelista,
    Faltlista,
    Figur,
    Kolumn,
    Lista,
    Rubrik,
    Serie,
    Sidbrytning,
    Stycke,
    Tabell,
    Underskrift,
    Underskrifter,
)
from ejverkstallda.writers.pdf import render_pdf
from ejverkstallda.writers.pdf.columns import balanced

HEADS = "Beslut nr Beslutsdatum Typ av bistånd Verksamhet"


def numbered_words(count: int, mark: str = "ord") -> str:
    return " ".join(f"{mark}{number}" for number in range(count))


@pytest.mark.parametrize("count", [0, 1, 11, 300])
def test_each_case_stands_once_whole_under_heads(count: int) -> None:
    blocks = [
        case(str(1300001 + number), f"första{number}", f"mitten{number}", f"sista{number}") for number in range(count)
    ]
    texts = texts_of(Rubrik("Beslut"), cases(*blocks), Stycke("Efter."))
    for number in range(count):
        whole = (
            f"{1300001 + number} 2018-11-09 {INSATS} Funktionshinder "
            f"2019-02-01 första{number} 2019-02-02 mitten{number} 2019-02-03 sista{number} "
        )
        assert sum(text.count(whole) for text in texts) == 1
    assert all(HEADS in text for text in texts[:-1])
    assert "forts." not in " ".join(texts)
    assert ("Inga att redovisa." in texts[0]) is (count == 0)
    assert sum(text.count("Efter.") for text in texts) == 1


def test_short_page_ends_rather_than_divide_a_case() -> None:
    texts = texts_of(*(cases(*(case(str(number), numbered_words(150, f"n{number}x")) for number in range(20))),))
    assert len(texts) > 3
    for number in range(20):
        holders = [index for index, text in enumerate(texts) if f"n{number}x" in text]
        assert len(holders) == 1


def test_case_longer_than_a_page_flows_and_repeats_its_number() -> None:
    texts = texts_of(cases(case("1306312", "Kort."), case("1306313", numbered_words(2500), "Svar."), case("1306314")))
    assert len(texts) > 2
    assert "ord0 ord1 " in texts[0]
    for text in texts[1:]:
        assert f"{HEADS} 1306313, forts. ord" in text
    assert sum(text.count("1306313, forts.") for text in texts) == len(texts) - 1
    assert re.findall(r"ord\d+", " ".join(texts)) == [f"ord{number}" for number in range(2500)]
    assert "2019-02-02 Svar. 1306314 2018-11-09" in texts[-1]


def test_comment_of_5000_characters_is_there_to_the_last() -> None:
    comment = ("Den enskilde väntar på bostad. " * 200)[:4990] + "Slutordet."
    assert len(comment) == 5000
    texts = texts_of(*(Stycke("Före. " * 60),) * 3, cases(case("1306312", comment)))
    found = " ".join(texts)
    assert found.count("enskilde") == comment.count("enskilde")
    assert found.count("Slutordet.") == 1


def test_column_heads_are_not_left_alone() -> None:
    for lines in range(1, 60):
        texts = texts_of(
            Stycke("\n".join(f"rad{number}" for number in range(lines))),
            Rubrik("Avsnitt"),
            cases(case("1306312", "ett")),
        )
        for text in texts:
            assert ("Avsnitt" in text) == (HEADS in text) == ("1306312" in text)


def test_heading_stays_with_what_follows() -> None:
    for lines in range(1, 60):
        rows = "\n".join(f"rad{number}" for number in range(lines))
        texts = texts_of(Stycke(rows), Rubrik("Avsnitt"), Rubrik("Del", 3), Stycke("Följer."))
        for text in texts:
            assert ("Avsnitt" in text) == ("Del" in text) == ("Följer." in text)


def test_table_repeats_its_head_on_every_page() -> None:
    columns = (Kolumn("Insats", 4), Kolumn("Antal", 1, "hoger"))
    texts = texts_of(Tabell(columns, tuple((f"rad{number}", str(number)) for number in range(120)), "Rubriken"))
    assert len(texts) > 2
    assert all("Insats Antal rad" in text for text in texts)
    assert sum(text.count("Rubriken") for text in texts) == 1
    assert re.findall(r"rad(\d+) \1\b", " ".join(texts)) == [str(number) for number in range(120)]


def test_row_taller_than_a_page_flows() -> None:
    texts = texts_of(Tabell((Kolumn("En"), Kolumn("Två")), ((numbered_words(2000), "b"), ("sist", "c"))))
    assert len(texts) > 2
    assert re.findall(r"ord\d+", " ".join(texts)) == [f"ord{number}" for number in range(2000)]
    assert "sist c" in texts[-1]


def test_case_whose_own_row_is_taller_than_a_page_flows() -> None:
    block = case("1306312", "Svar.")
    tall = type(block)((*block.celler[:2], numbered_words(1500), "Slut"), block.noteringar)
    texts = page_texts(render_pdf(document(Arendelista(COLUMNS, (tall,)))))
    assert re.findall(r"ord\d+", " ".join(texts)) == [f"ord{number}" for number in range(1500)]
    assert "Svar." in texts[-1]


def test_signatures_and_what_a_colon_announces_are_not_left_alone() -> None:
    signature = Underskrifter((Underskrift("Ylva Signer", "Chef"),))
    for lines in range(1, 60):
        rows = "\n".join(f"rad{number}" for number in range(lines))
        texts = texts_of(
            Stycke(rows), Stycke("Mottagare:"), Lista(("Kommunrevisionen",)), Stycke("Slutord."), signature
        )
        for text in texts:
            assert ("Mottagare:" in text) == ("Kommunrevisionen" in text)
            assert ("Slutord." in text) == ("Ylva Signer" in text)


def test_paragraph_leaves_no_line_alone() -> None:
    for lines in range(1, 60):
        rows = "\n".join(f"rad{number}" for number in range(lines))
        texts = texts_of(Stycke(rows), Stycke("ett\ntvå\ntre\nfyra\nfem"))
        for text in texts:
            assert ("ett" in text) == ("två" in text)
            assert ("fyra" in text) == ("fem" in text)


def test_answer_longer_than_a_page_says_again_what_it_answers() -> None:
    texts = texts_of(Faltlista((("Förvaltning", "Sektor"), ("Skäl", numbered_words(1500)), ("Slut", "ja"))))
    assert len(texts) > 2
    assert "Förvaltning Sektor Skäl ord0 ord1" in texts[0]
    for text in texts[1:]:
        assert "Skäl, forts. ord" in text
    assert "forts." not in texts[0]
    assert re.findall(r"ord\d+", " ".join(texts)) == [f"ord{number}" for number in range(1500)]


def test_a_sheet_of_thirty_short_answers_is_one_page() -> None:
    lists = (Faltlista(tuple((f"Fråga {number}", "ja") for number in range(6)), f"Del {part}") for part in range(5))
    assert len(texts_of(Sidbrytning(), Rubrik("Blad 1"), *lists)) == 2


def test_the_sum_of_a_table_is_not_parted_from_its_last_row() -> None:
    columns = (Kolumn("Insats", 4), Kolumn("Antal", 1, "hoger"))
    for count in range(30, 70):
        rows = (*((f"rad{number}", "1") for number in range(count)), ("Summa", str(count)))
        for text in texts_of(Tabell(columns, rows, summarad=True)):
            assert (f"rad{count - 1} " in text) == ("Summa" in text)


def test_lists_of_who_gets_the_decision_are_not_divided() -> None:
    for lines in range(20, 50):
        rows = "\n".join(f"rad{number}" for number in range(lines))
        blocks = (
            Rubrik("Sänds till"),
            Rubrik("Åtgärd", 3),
            Lista(("En", "Två")),
            Rubrik("Kännedom", 3),
            Lista(("Tre",)),
        )
        for text in texts_of(Stycke(rows), *blocks):
            assert ("Sänds till" in text) == ("Två" in text) == ("Tre" in text)


def test_a_chart_stands_with_its_caption_and_lets_its_table_go() -> None:
    figure = Figur("staplar", "Bilden", "Ord.", ("etikett",), (Serie("S", (1,)),))
    table = Tabell((Kolumn("En"), Kolumn("Två")), tuple((f"r{number}", "x") for number in range(8)))
    parted = False
    for lines in range(1, 45):
        texts = texts_of(Stycke("\n".join(f"rad{number}" for number in range(lines))), figure, table)
        for text in texts:
            assert ("Bilden" in text) == ("etikett" in text)
            assert ("r0 x" in text) == ("r2 x" in text) == ("En Två r0" in text)
        parted = parted or any("etikett" in text and "r0 x" not in text for text in texts)
    assert parted


def test_what_is_said_beneath_a_table_stays_with_its_last_rows() -> None:
    table = Tabell((Kolumn("En"), Kolumn("Två")), tuple((f"r{number}", "x") for number in range(4)))
    notes = (Stycke("not1\nnot2\nnot3\nnot4\nnot5", "not"), Stycke("Grunden.", "grund"))
    for lines in range(1, 50):
        for text in texts_of(Stycke("\n".join(f"rad{number}" for number in range(lines))), table, *notes):
            assert ("r3 x" in text) == ("not1" in text) == ("not5" in text) == ("Grunden." in text)


def test_a_short_point_of_a_list_is_not_divided() -> None:
    points = Lista(tuple(f"b{number}:\nsedan\nsedan\nslut{number}" for number in range(3)))
    for lines in range(20, 50):
        for text in texts_of(Stycke("\n".join(f"rad{number}" for number in range(lines))), points):
            for number in range(3):
                assert (f"b{number}:" in text) == (f"slut{number}" in text)


def test_a_table_of_eight_rows_is_whole_where_that_leaves_less_than_a_third_empty() -> None:
    # Eight rows of 20.5 points and a head of 20, with a caption, take a little less than a third of a page.
    table = Tabell((Kolumn("En"), Kolumn("Två")), tuple((f"r{number}", "x") for number in range(8)), "Rubriken")
    for lines in range(1, 50):
        for text in texts_of(Stycke("\n".join(f"rad{number}" for number in range(lines))), table):
            assert ("Rubriken" in text) == ("r0 x" in text) == ("r7 x" in text)


def test_a_short_table_is_divided_rather_than_leave_half_a_page_empty() -> None:
    table = Tabell((Kolumn("En"), Kolumn("Två")), tuple((f"r{number}", "x\nx\nx") for number in range(10)))
    texts = texts_of(Stycke("\n".join(f"rad{number}" for number in range(20))), table)
    assert len(texts) == 2
    assert all("En Två r" in text for text in texts)
    assert all(len(re.findall(r"\br\d ", text)) >= 3 for text in texts)


def test_width_goes_where_it_makes_a_list_lower() -> None:
    # The first column needs no more than 10 for its one line; the second is lower the wider it is.
    found = balanced([110.0, 60.0], [10.0, 30.0], lambda at, width: [1 if at == 0 else -(-30 * 25 // int(width))])
    assert sum(found) == pytest.approx(170)
    assert 750 / found[1] < 750 / 60 / 2  # fewer than half the lines
    assert balanced([50.0, 50.0], [10.0, 10.0], lambda _, __: [1, 1]) == [50.0, 50.0]


def test_a_row_that_two_columns_make_high_gets_lower_in_two_steps() -> None:
    # On 300 both can have the 100 that they need for one line; neither alone makes the row lower.
    found = balanced([40.0, 40.0, 220.0], [30.0, 30.0, 30.0], lambda at, width: [1 if at == 2 or width >= 100 else 2])
    assert found[0] >= 100
    assert found[1] >= 100
    assert sum(found) == pytest.approx(300)
