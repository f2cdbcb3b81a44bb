"""A comment cell with several dated notes: which dates begin a note, which do not, and that no word is lost."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ejverkstallda.readers.kommentarsdelning import Delningsregel, split_comment
from ejverkstallda.readers.profil_koder import Datumform, Delning, Noteringsform
from ejverkstallda.readers.profildatum import date_reader

IDAG = date(2026, 11, 20)
LAS = date_reader([Datumform.DAG_MANAD, Datumform.PUNKT, Datumform.STRECK, Datumform.AR_FORST], IDAG)
ISO = (Noteringsform.ISO,)
ALLA = tuple(Noteringsform)


def split(text: str, *former: Noteringsform, delning: Delning = Delning.MENING) -> list[tuple[str | None, str]]:
    notes, faults = split_comment(text, Delningsregel(former or ISO, delning, LAS))
    assert faults == ()
    return [(n.datum, n.text) for n in notes]


def faults(text: str, *former: Noteringsform, delning: Delning = Delning.MENING) -> list[str]:
    found = split_comment(text, Delningsregel(former or ISO, delning, LAS))[1]
    assert {f.kod.kod for f in found} <= {"kommentar_datum"}
    return [f.text for f in found]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("2019-01-22 Ringt.", [("2019-01-22", "Ringt.")]),
        (
            "2019-01-22 Ringt. 2019-04-05 Tackat nej.",
            [("2019-01-22", "Ringt."), ("2019-04-05", "Tackat nej.")],
        ),
        (
            "2019-04-05 Nyast först.\n2019-01-22 Äldst sist.",
            [("2019-04-05", "Nyast först."), ("2019-01-22", "Äldst sist.")],
        ),
        ("Väntar på plats.", [(None, "Väntar på plats.")]),
        ("Väntar på plats. 2019-01-22 Ringt.", [(None, "Väntar på plats."), ("2019-01-22", "Ringt.")]),
        ("  \n", []),
        ("2019-01-22: Ringt", [("2019-01-22", "Ringt")]),
        ("2019-01-22 - Ringt", [("2019-01-22", "Ringt")]),
        ("2019-01-22- Ringt", [("2019-01-22", "Ringt")]),
        ("2019-01-22, Ringt", [("2019-01-22", "Ringt")]),
        ("2019-01-22\nRingt\nigen", [("2019-01-22", "Ringt\nigen")]),
        ("- 2019-01-22 Ringt\r\n- 2019-04-05 Svar", [("2019-01-22", "Ringt"), ("2019-04-05", "Svar")]),
        ("2019-01-22 14:30 Ringt", [("2019-01-22", "14:30 Ringt")]),
        ("2019-01-22/AK Ringt", [("2019-01-22", "AK Ringt")]),
        ("2019-01-22 (AK) Ringt", [("2019-01-22", "(AK) Ringt")]),
        ("2019-01-22 Flyttar in 2019-05-01. Klart.", [("2019-01-22", "Flyttar in 2019-05-01. Klart.")]),
        ("2019-01-22 Inflyttning planerad. 2019-05-01.", [("2019-01-22", "Inflyttning planerad. 2019-05-01.")]),
        ("2019-01-22 Gäller fr.o.m. 2019-05-01 och framåt", [("2019-01-22", "Gäller fr.o.m. 2019-05-01 och framåt")]),
        ("2019-01-22 Gäller t. o. m. 2019-05-01 bara", [("2019-01-22", "Gäller t. o. m. 2019-05-01 bara")]),
        ("2019-01-22 Se mötet d. 2019-05-01 i akten", [("2019-01-22", "Se mötet d. 2019-05-01 i akten")]),
        (
            "2019-01-22 Bortrest 2019-02-01 - 2019-02-08 minst",
            [("2019-01-22", "Bortrest 2019-02-01 - 2019-02-08 minst")],
        ),
        ("2019-01-22 Ringt! 2019-04-05 Nej?", [("2019-01-22", "Ringt!"), ("2019-04-05", "Nej?")]),
        ("2019-01-22 Ringt; 2019-04-05 nej", [("2019-01-22", "Ringt;"), ("2019-04-05", "nej")]),
        ("2019-01-22 Ringt | 2019-04-05 nej", [("2019-01-22", "Ringt |"), ("2019-04-05", "nej")]),
        ('2019-01-22 "Nej." 2019-04-05 Ja', [("2019-01-22", '"Nej."'), ("2019-04-05", "Ja")]),
        ("2019-01-22", [("2019-01-22", "2019-01-22")]),
        ("2019-01-22\n2019-04-05 Ringt", [("2019-01-22", "2019-01-22"), ("2019-04-05", "Ringt")]),
        ("2019-01-22 Dnr 190412 i akten", [("2019-01-22", "Dnr 190412 i akten")]),
        ("2019-01-22 Ringt.\xa0\n2019-04-05 Svar", [("2019-01-22", "Ringt."), ("2019-04-05", "Svar")]),
    ],
)
def test_notes_that_begin_with_a_date(text: str, notes: list[tuple[str | None, str]]) -> None:
    assert split(text) == notes


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("aaaa-mm-dd", "2019-01-22 Ringt. 2019-04-05 Nej."),
        ("aaaammdd", "20190122 Ringt. 20190405 Nej."),
        ("aammdd", "190122 Ringt. 190405 Nej."),
        ("aammdd", "190122: Ringt.\n190405: Nej."),
        ("d/m aaaa", "22/1 2019: Ringt. 5/4 2019: Nej."),
        ("d/m aaaa", "22/1-2019 Ringt. 05/04/2019 Nej."),
        ("d.m.aaaa", "22.1.2019 Ringt. 05.04.2019 Nej."),
        ("d-m-aaaa", "22-1-2019 Ringt. 05-04-2019 Nej."),
        ("aaaa-m-d", "2019-1-22 Ringt. 2019/4/5 Nej."),
        ("aaaa-m-d", "2019-01-22 Ringt. 2019.04.05 Nej."),
    ],
)
def test_each_form_of_date(form: str, text: str) -> None:
    assert split(text, Noteringsform(form)) == [("2019-01-22", "Ringt."), ("2019-04-05", "Nej.")]


def test_where_a_date_may_stand_is_for_the_profile_to_say() -> None:
    text = "2019-01-22 Ringt. 2019-02-02 Svar 2019-03-03 nej\n2019-04-05 Klart"
    assert split(text, delning=Delning.RAD) == [
        ("2019-01-22", "Ringt. 2019-02-02 Svar 2019-03-03 nej"),
        ("2019-04-05", "Klart"),
    ]
    assert split(text, delning=Delning.MENING) == [
        ("2019-01-22", "Ringt."),
        ("2019-02-02", "Svar 2019-03-03 nej"),
        ("2019-04-05", "Klart"),
    ]
    assert split(text, delning=Delning.OVERALLT) == [
        ("2019-01-22", "Ringt."),
        ("2019-02-02", "Svar"),
        ("2019-03-03", "nej"),
        ("2019-04-05", "Klart"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("22/1 2019: Ringt", "”22/1 2019”, som är skrivet i formen ”d/m åååå”, som inte står i dela_vid"),
        ("2019-01-22 Ringt. 3/4 2019 Nej", "”3/4 2019”, som är skrivet i formen ”d/m åååå”"),
        ("2019-01-22 Ringt.\n190405 Nej", "”190405”, som är skrivet i formen ”ååmmdd”"),
        ("2019-01-22 Ringt.\n2019/4/5 Nej", "”2019/4/5”, som är skrivet i formen ”åååå-m-d”"),
        ("2019-01-22 Ringt. 22/1-19: nej", "”22/1-19”, som inte har något år med fyra siffror"),
        ("22/1 19 Ringt", "”22/1 19”, som inte har något år med fyra siffror"),
        ("22/1: Ringt", "”22/1”, som inte har något år med fyra siffror"),
        ("2019-02-29 Ringt", "”2019-02-29” finns inte"),
    ],
)
def test_a_date_at_the_head_of_a_note_that_is_not_sure_is_a_fault(text: str, words: str) -> None:
    (found,) = faults(text)
    assert words in found


def test_an_impossible_date_in_an_allowed_form() -> None:
    assert faults("190231 Ringt. 31/4 2019 Nej.", *ALLA) == [
        "Datumet ”190231” finns inte.",
        "Datumet ”31/4 2019” finns inte.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1/2 tablett om dagen",
        "500000 kr har sökts",
        "070-123 45 67 är numret",
        "12.30 är tiden",
        "9 § 9 LSS gäller",
        "2018/2019 var läsåret",
        "99999999 är inget datum",
    ],
)
def test_numbers_that_are_no_dates_are_text(text: str) -> None:
    assert split(text, *ALLA) == [(None, text)]


@pytest.mark.parametrize("text", ["19900101-2385 ringde", "900101-2385 ringde", "9001012385 ringde", "19900101 2385"])
def test_a_personnummer_is_no_date(text: str) -> None:
    assert split(text, *ALLA) == [(None, text)]


PIECES = """2019-01-22|190405|20190405|5/4 2019|22.1.2019|1-2-2019|2019/4/5|5/4|5/4-19|2019-02-30|Ringt|nej.|fr.o.m.
|Svar!|- | |:|(AK)|åäö|9 §|_|19900101-2385"""
WORDS = st.lists(st.sampled_from([*PIECES.replace("\n", "").split("|"), "\n"]), max_size=14)


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@given(
    WORDS | st.text(max_size=60).map(lambda t: [t]), st.sampled_from(Delning), st.sets(st.sampled_from(Noteringsform))
)
def test_no_word_is_lost_and_none_is_added(parts: list[str], delning: Delning, former: set[Noteringsform]) -> None:
    text = " ".join(parts)
    notes, _ = split_comment(text, Delningsregel(former, delning, LAS))
    kept = [word for n in notes for word in words_of(f"{n.skrivet} {n.text}")]
    assert kept == words_of(text)
    assert all(n.text for n in notes)
