"""Cells to values: dates, codes, numbers, texts, and identity numbers that no message repeats."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from personnummer import personnummer as pnr

from ejverkstallda.domain.beslut import Avslutsorsak, Handelseslag, Kon, SkalKod
from ejverkstallda.readers import falt
from ejverkstallda.readers.falt import Fel
from ejverkstallda.readers.rader import beslut_parsers, handelse_parsers

IDAG = date(2019, 5, 13)
IDENTITIES = [
    "19121212-1212",
    "191212121212",
    "19121212 1212",
    "19121212+1212",
    "19121212–1212",
    "19121212‑1212",
    "19121212−1212",
    "19121212 - 1212",
    "1912-12-12-1212",
    "1912.12.12-1212",
    "19121212_1212",
    "121212-1212",
    "1212121212",
    "19121212-T001",
    "19121212 - T001",
    "121212-TF01",
    "19121212T001",
]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019-01-31", date(2019, 1, 31)),
        ("20190131", date(2019, 1, 31)),
        ("190131", date(2019, 1, 31)),
        ("290131", date(2029, 1, 31)),
        ("300131", date(1930, 1, 31)),
        ("991231", date(1999, 12, 31)),
        ("000229", date(2000, 2, 29)),
        ("2020-02-29", date(2020, 2, 29)),
    ],
)
def test_dates_that_can_be_read(text: str, day: date) -> None:
    assert falt.parse_date(text, IDAG) == day


@pytest.mark.parametrize(
    "text",
    [
        *("2019-02-29", "20190229", "190229", "2019-13-01", "2019-00-10", "2019-1-31", "31/1 2019", "2019-01-31 10:00"),
        *("43496", "43496.0", "0", "i går", "２０１９-０１-３１", "0000-01-01", "2019–01–31"),
    ],
)
def test_dates_that_cannot(text: str) -> None:
    found = falt.parse_date(text, IDAG)
    assert isinstance(found, Fel)
    assert found.kod.kod == "datum_ogiltigt"


def test_today_is_not_the_future_but_tomorrow_is() -> None:
    assert falt.past_date("2019-05-13", IDAG) == IDAG
    found = falt.past_date("2019-05-14", IDAG)
    assert isinstance(found, Fel)
    assert (found.kod.kod, found.text) == ("datum_framtid", "2019-05-14 ligger i framtiden.")


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("handelse", "Verkställd", Handelseslag.VERKSTALLD),
        ("handelse", "DELVIS VERKSTÄLLD", Handelseslag.DELVIS_VERKSTALLD),
        ("handelse", "Åtgärd", Handelseslag.ATGARD),
        ("handelse", "insats-under-tiden", Handelseslag.INSATS_UNDER_TIDEN),
        ("orsak", "Återkallad", Avslutsorsak.ATERKALLAD),
        ("orsak", "behov upphört", Avslutsorsak.BEHOV_UPPHORT),
        ("skal_kod", "ej nåbar", SkalKod.EJ_NABAR),
        ("svar", "Ja", True),
        ("svar", "N", False),
        ("kvartal", "2018q4", "2018Q4"),
        ("kvartal", "2018 K4", "2018Q4"),
        ("kostnad", "12 500,00 kr", 12500),
        ("kostnad", "0", 0),
    ],
)
def test_codes_and_numbers_as_people_write_them(column: str, text: str, value: object) -> None:
    assert handelse_parsers(IDAG)[column](text) == value


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [("kon", "k", Kon.KVINNA), ("kon", "Kvinna", Kon.KVINNA), ("kon", "man", Kon.MAN), ("skyddad", "NEJ", False)],
)
def test_codes_of_a_decision(column: str, text: str, value: object) -> None:
    assert beslut_parsers(IDAG)[column](text) == value


@pytest.mark.parametrize("text", ["-1", "12,50", "1e3", "1 000 000 000 000", "12.500"])
def test_amounts_that_are_no_whole_kronor(text: str) -> None:
    found = falt.parse_amount(text)
    assert isinstance(found, Fel)
    assert found.kod.kod == "tal_ogiltigt"


@pytest.mark.parametrize(("text", "negative"), [("-1", True), ("− 12 500", True), ("1-2", False), ("-", False)])
def test_a_negative_amount_is_said_to_be_one(text: str, negative: bool) -> None:  # noqa: FBT001
    found = falt.parse_amount(text)
    assert isinstance(found, Fel)
    assert ("får inte vara under 0" in found.text) is negative


def test_texts_have_a_longest_length() -> None:
    assert falt.parse_text("x" * 20_000) == "x" * 20_000
    for found in (falt.parse_text("x" * 20_001), falt.parse_short("x" * 201)):
        assert isinstance(found, Fel)
        assert found.kod.kod == "text_ogiltig"
    assert falt.parse_short("x" * 200) == "x" * 200


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("191212121212", "19121212-1212", "personnummer"),
        ("19121212-1212", "19121212-1212", "personnummer"),
        ("19121212 1212", "19121212-1212", "personnummer"),
        ("19121272-1219", "19121272-1219", "samordningsnummer"),
        ("19121212-T001", "19121212-T001", "ersattningsnummer"),
        ("19121212tf01", "19121212-TF01", "ersattningsnummer"),
        ("19121212 T001", "19121212-T001", "ersattningsnummer"),
    ],
)
def test_identity_numbers(text: str, number: str, kind: str) -> None:
    assert falt.parse_identity(text) == (number, kind)


@pytest.mark.parametrize(
    "text",
    [
        *("19121212-1213", "19121312-1212", "19120230-1212", "19121212-0006", "19121299-1212"),
        *("19121212-T01", "19121312-T001", "19120230-TF01", "21121212-T001"),
        *("okänd", "1912", "１９121212-1212"),
    ],
)
def test_what_is_no_identity_number_is_not_shown(text: str) -> None:
    found = falt.parse_identity(text)
    assert isinstance(found, Fel)
    assert (found.kod.kod, found.text) == ("personnummer_ogiltigt", "Personnumret kan inte läsas (värdet visas inte).")


@pytest.mark.parametrize(
    "text", ["121212-1212", "1212121212", "121212+1212", "121212-1213", "121212-T001", "121212-TF01"]
)
def test_ten_digits_leave_the_century_open(text: str) -> None:
    found = falt.parse_identity(text)
    assert isinstance(found, Fel)
    assert found.kod.kod == "personnummer_tio_siffror"
    assert found.text == "Personnumret har tio siffror, så århundradet är okänt (värdet visas inte)."
    assert found.kod.atgard == "Skriv tolv siffror, ÅÅÅÅMMDD-NNNN; programmet gissar inte århundradet."


def what_the_library_says(digits: str) -> str | None:
    """The judge: the kind of number that the library `personnummer` finds in twelve digits."""
    try:
        found = pnr.Personnummer(digits)
    except pnr.PersonnummerException:
        return None
    return "samordningsnummer" if found.is_coordination_number() else "personnummer"


@given(
    st.integers(0, 9999),
    st.integers(0, 13),
    st.one_of(st.integers(0, 32), st.integers(58, 93)),
    st.one_of(st.integers(0, 999), st.just(0)),
)
@settings(max_examples=1000)
def test_twelve_digits_are_read_exactly_as_the_library_reads_them(year: int, month: int, day: int, serial: int) -> None:
    for check in range(10):
        digits = f"{year:04}{month:02}{day:02}{serial:03}{check}"
        read = falt.parse_identity(digits)
        kind = read[1] if isinstance(read, tuple) else None
        assert kind == what_the_library_says(digits)


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_any_twelve_digits_are_read_exactly_as_the_library_reads_them(digits: str) -> None:
    read = falt.parse_identity(digits)
    assert (read[1] if isinstance(read, tuple) else None) == what_the_library_says(digits)


@pytest.mark.parametrize("text", ["19121212-1212", "191212121212", "19121212-T001"])
def test_an_identity_number_is_no_beslutsnummer(text: str) -> None:
    found = falt.parse_number(text)
    assert isinstance(found, Fel)
    assert found.kod.kod == "beslutsnummer_identitet"


@pytest.mark.parametrize("text", ["1306312", "SN 2019/0123", "2019-00123-7"])
def test_ordinary_numbers_are_kept_as_written(text: str) -> None:
    assert falt.parse_number(text) == text


@pytest.mark.parametrize("identity", IDENTITIES)
def test_a_quoted_value_never_holds_an_identity_number(identity: str) -> None:
    assert "1212" not in falt.quote(f"Kalle {identity}")
    assert "T001" not in falt.quote(identity)
    assert "TF01" not in falt.quote(identity)
    assert falt.quote(f"Kalle {identity}").startswith("”Kalle …")


@pytest.mark.parametrize("column", sorted({*beslut_parsers(IDAG), *handelse_parsers(IDAG)}))
@pytest.mark.parametrize("identity", ["19121212-1212", "191212121212", "19121212-T001", "121212-1212"])
def test_no_column_repeats_an_identity_number(column: str, identity: str) -> None:
    for parsers in (beslut_parsers(IDAG), handelse_parsers(IDAG)):
        found = parsers[column](identity) if column in parsers else None
        if isinstance(found, Fel):
            assert "1212" not in found.text
            assert "T001" not in found.text


def test_a_quoted_value_is_short_and_on_one_line() -> None:
    assert falt.quote("en\nrad") == "”en rad”"
    assert falt.quote("x" * 41) == f"”{'x' * 40}…”"
    assert falt.quote("2019-02-29") == "”2019-02-29”"
