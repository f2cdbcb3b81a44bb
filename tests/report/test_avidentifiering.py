"""What in a public paper may point out a person: found, named without being told, and known again by its text."""

import hashlib
import re

import pytest

from ejverkstallda.report.avidentifiering import (
    SLAG_I_ORD,
    Textfynd,
    avtryck,
    finding_id,
    findings_left,
    own_details,
    screen_paper,
)
from ejverkstallda.report.fritext import Traffslag, screen_text
from ejverkstallda.report.kommun import Kommun, Namnd, Person

EGNA = own_details(
    Kommun(
        "Provkommun",
        adress=("Kommunhuset, Storgatan 1",),
        postadress="999 99 Provstad",
        telefon="0999-100 00",
        epost="kommun@prov.example",
        webb="www.prov.example",
        namnder=(Namnd("Nämnden", rapportor=Person("Ida Ek", "utredare", "ida.ek@prov.example")),),
    )
)
RING = "Modern nås på 070-174 06 05."


def found(text: str, place: str = "ärende B-1") -> tuple[Textfynd, ...]:
    return screen_paper([(place, text)], EGNA)


@pytest.mark.parametrize(
    ("text", "slag", "ord_"),
    [
        (RING, Traffslag.TELEFON, "ord 4–6"),
        ("Mejla kim.ek@example.com", Traffslag.EPOST, "ord 2"),
        ("Bor på Björkvägen 12", Traffslag.ADRESS, "ord 3–4"),
    ],
)
def test_a_detail_is_named_by_kind_and_place_and_never_told(text: str, slag: Traffslag, ord_: str) -> None:
    (fynd,) = found(text)
    assert (fynd.slag, fynd.plats) == (slag, f"ärende B-1, {ord_}")
    assert slag in SLAG_I_ORD
    assert re.fullmatch("F-[0-9a-f]{8}", fynd.id)
    assert finding_id(fynd.avtryck) == fynd.id


@pytest.mark.parametrize(
    "text",
    [
        "Storgatan 1",
        "999 99 Provstad",
        "Växeln: 0999-10000",
        "0999-100 00",
        "kommun@prov.example",
        "E-post: ida.ek@prov.example",
        "Inget nytt 2019-05-02.",
    ],
)
def test_the_municipality_s_own_details_are_none(text: str) -> None:
    assert found(text) == ()


def test_another_house_in_the_same_street_is_not_the_municipality_s() -> None:
    assert [f.slag for f in found("Storgatan 11")] == [Traffslag.ADRESS]


def test_identity_numbers_are_stopped_elsewhere_and_cannot_be_accepted() -> None:
    assert found("19121212-1212 och 20100203-TF10") == ()


def test_the_id_follows_the_text_not_the_place_or_its_spacing() -> None:
    (first,) = found(RING)
    (moved,) = found("  Modern nås\u00a0på\n070-174 06 05. ", "ärende B-1, notering 2019-04-02")
    (changed,) = found(RING.replace("Modern", "Fadern"))
    (other,) = found(RING.replace("05.", "06."))
    assert first.avtryck == moved.avtryck
    assert first.plats != moved.plats
    assert len({first.avtryck, changed.avtryck, other.avtryck}) == 3


def test_two_details_of_one_text_are_two_finds_and_the_same_place_is_told_once() -> None:
    text = "Ring 070-174 06 05 eller 070-174 06 06"
    twice = screen_paper([("stycke", text), ("stycke", text)], EGNA)
    assert [f.plats for f in twice] == ["stycke, ord 2–4", "stycke, ord 6–8"]
    assert len({f.id for f in twice}) == 2


def test_a_decision_s_number_is_none_when_it_stands_alone() -> None:
    number = "0701740605"
    assert screen_paper([("tabellrad 1", number)], EGNA, {number}) == ()
    assert len(screen_paper([("tabellrad 1", f"Ring {number}")], EGNA, {number})) == 1


def test_a_place_whose_name_holds_a_detail_is_not_named() -> None:
    (fynd,) = found(RING, "under ”Storgatan 12”, stycke")
    assert fynd.plats == "på en plats vars namn inte visas, ord 4–6"


def test_a_text_is_the_same_with_a_capital_first_and_what_was_accepted_as_written_still_is() -> None:
    """The SHA-256 of what was accepted before is over kind, words and text, a line each."""
    small, large = "boende, 070-123 45 67", "Boende, 070-123 45 67"
    (first,), (second,) = found(small), found(large)
    assert (first.avtryck, first.id) == (second.avtryck, second.id)
    assert found("Gruppboende, 070-123 45 67")[0].avtryck != first.avtryck
    earlier = {hashlib.sha256(f"telefon\n0701234567\n{text}".encode()).hexdigest() for text in (small, large)}
    assert first.avtryck in earlier
    for text, fynd in ((small, first), (large, second)):
        as_written = hashlib.sha256(f"telefon\n0701234567\n{text}".encode()).hexdigest()
        assert fynd.accepted({as_written})
        assert fynd.accepted({fynd.avtryck})
        assert findings_left(text, "beslut B-1", "", {as_written}) == ()
    assert not first.accepted({hashlib.sha256(b"x").hexdigest()})


def test_what_has_been_accepted_in_a_decisions_text_is_told_no_more() -> None:
    (traff,) = screen_text(RING)
    assert [b.kod for b in findings_left(RING, "beslut B-1", "7", frozenset())] == ["telefon_skriven"]
    assert findings_left(RING, "beslut B-1", "7", {avtryck(RING, traff, "7")}) == ()
    assert findings_left(RING, "beslut B-2", "8", {avtryck(RING, traff, "7")}) != ()
