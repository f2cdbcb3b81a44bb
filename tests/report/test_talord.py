import pytest
from hypothesis import given
from hypothesis import strategies as st

from ejverkstallda.report.talord import antal, form, liten, ord_, siffror, stor, uppraknat

ENTAL = ("", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")
TIOTILLTJUGO = ("tio", "elva", "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton")
TIOTAL = ("", "", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")


def by_hand(n: int) -> str:
    hundreds, rest = divmod(n, 100)
    head = f"{ENTAL[hundreds]}hundra" if hundreds else ""
    tail = TIOTILLTJUGO[rest - 10] if 10 <= rest < 20 else TIOTAL[rest // 10] + ENTAL[rest % 10]
    return head + tail


@pytest.mark.parametrize("n", range(1, 1000))
def test_every_number_in_words_as_by_hand(n: int) -> None:
    assert ord_(n) == by_hand(n)


@pytest.mark.parametrize(
    ("n", "text"), [(1, "en"), (21, "tjugoen"), (101, "etthundraen"), (2, "två"), (100, "etthundra"), (0, "inga")]
)
def test_common_gender_changes_only_a_closing_ett(n: int, text: str) -> None:
    assert ord_(n, "n") == text


def test_above_the_cap_figures_with_a_no_break_space() -> None:
    assert ord_(1000) == "1\u00a0000"
    assert siffror(1234567) == "1\u00a0234\u00a0567"
    assert siffror(999) == "999"


def test_nothing_counted_is_negative() -> None:
    with pytest.raises(ValueError, match="negativt"):
        ord_(-1)


@pytest.mark.parametrize(
    ("n", "text"), [(0, "inga nya beslut"), (1, "ett nytt beslut"), (2, "två nya beslut"), (11, "elva nya beslut")]
)
def test_number_and_noun_agree(n: int, text: str) -> None:
    assert antal(n, "nytt beslut", "nya beslut") == text


def test_zero_may_have_its_own_words_and_only_zero() -> None:
    assert antal(0, "nytt beslut", "nya beslut", inget="inget nytt beslut") == "inget nytt beslut"
    assert antal(1, "nytt beslut", "nya beslut", inget="inget nytt beslut") == "ett nytt beslut"
    assert antal(1, "kvinna", "kvinnor", genus="n") == "en kvinna"


def test_form_follows_the_number() -> None:
    assert [form(n, "verkställt", "verkställda") for n in (0, 1, 2)] == ["verkställda", "verkställt", "verkställda"]


def test_capital_and_small_first_letter() -> None:
    assert stor("ålder och IVO") == "Ålder och IVO"
    assert liten("Omsorgsnämnden i Ale") == "omsorgsnämnden i Ale"
    assert liten("IVO-nämnden") == "IVO-nämnden"
    assert stor("") == liten("") == ""


def test_lists_in_running_text() -> None:
    assert uppraknat([]) == ""
    assert uppraknat(["a"]) == "a"
    assert uppraknat(["a", "b"]) == "a och b"
    assert uppraknat(["a", "b", "c"], "eller") == "a, b eller c"


@given(st.integers(min_value=1, max_value=10**9))
def test_a_number_never_reads_as_another(n: int) -> None:
    text = ord_(n)
    assert text == by_hand(n) if n < 1000 else int(text.replace("\u00a0", "")) == n
