"""JSON: each list a table, each object a row, what lies within it a dotted column; bounded however it is nested."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ejverkstallda.domain.brister import Allvar, Brist
from ejverkstallda.readers.tabell import Filform, Oppnad, open_tables

LIFECARE = {
    "generated": "2019-05-13T08:00:00Z",
    "sol_decisions": [
        {"Id": 7, "Insats": {"Code": "HV", "Text": "Hemtjänst"}, "Date": "2019-01-31T00:00:00Z", "Deleted": False},
        {"Id": 8, "Insats": {"Code": "DV", "Text": None}, "Date": "2019-02-01T14:30:00", "Note": "rad\ntvå"},
    ],
    "lss_decisions": [
        {"Id": 9, "Insats": {"Code": "K"}, "Cost": 12.50, "Units": [{"Name": "Norr"}, {"Name": "Söder"}]}
    ],
    "executed_decisions": [{"DecisionId": 7, "Date": "2019-03-01"}],
    "client_absences": [],
}
Oppna = Callable[..., Oppnad]


@pytest.fixture(name="oppna")
def _oppna(tmp_path: Path) -> Oppna:
    def put(content: Any, form: Filform | None = None) -> Oppnad:
        path = tmp_path / "svar.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return open_tables(path, form or Filform())

    return put


def fault(opened: Oppnad) -> Brist:
    tables, (brist,) = opened
    assert tables == ()
    assert brist.allvar is Allvar.FEL
    return brist


def test_each_list_is_a_table_with_dotted_columns(oppna: Oppna) -> None:
    (sol, lss, executed), told = oppna(LIFECARE)
    assert [t.blad for t in (sol, lss, executed)] == ["sol_decisions", "lss_decisions", "executed_decisions"]
    assert sol.rubriker == ("Id", "Insats.Code", "Insats.Text", "Date", "Deleted", "Note")
    assert sol.kolumner == ("id", "insats.code", "insats.text", "date", "deleted", "note")
    assert [*sol.rader()] == [
        (1, ["7", "HV", "Hemtjänst", "2019-01-31T00:00:00Z", "nej", ""]),
        (2, ["8", "DV", "", "2019-02-01T14:30:00", "", "rad\ntvå"]),
    ]
    assert lss.rubriker == ("Id", "Insats.Code", "Cost", "Units.1.Name", "Units.2.Name")
    assert [*lss.rader()] == [*lss.rader()] == [(1, ["9", "K", "12.5", "Norr", "Söder"])]
    assert [*executed.rader()] == [(1, ["7", "2019-03-01"])]
    assert lss.plats(1, "Insats.Code") == "svar.json lss_decisions rad 1 kolumn Insats.Code"
    assert [(b.kod, b.allvar) for b in told] == [("del_olast", Allvar.UPPLYSNING)]
    assert "Delen generated är ingen lista och lästes inte." in told[0].text


def test_a_profile_may_name_the_lists(oppna: Oppna) -> None:
    (only,), _ = oppna(LIFECARE, Filform(blad=("LSS_decisions",)))
    assert only.blad == "lss_decisions"
    none, (empty,) = oppna(LIFECARE, Filform(blad=("client_absences",)))
    assert (none, empty.kod) == ((), "fil_tom")
    found = fault(oppna(LIFECARE, Filform(blad=("sol_beslut",))))
    assert (found.kod, found.plats) == ("blad_saknas", "svar.json")


def test_a_file_that_is_one_list(oppna: Oppna) -> None:
    (only,), told = oppna([{"Id": "a"}, {}, {"Id": " "}, {"Id": "b"}])
    assert (only.blad, only.plats(4), told) == (None, "svar.json rad 4", ())
    assert [*only.rader()] == [(1, ["a"]), (4, ["b"])]


@pytest.mark.parametrize(
    ("number", "text"),
    [("7", "7"), ("7.0", "7"), ("12.50", "12.50"), ("-0", "0"), ("1e3", "1000"), ("191212121212", "191212121212")],
)
def test_numbers_are_written_out(oppna: Oppna, number: str, text: str) -> None:
    (only,), _ = oppna(f'[{{"Id": {number}}}]'.encode())
    assert [*only.rader()] == [(1, [text])]


def test_letters_in_two_pieces_become_one(oppna: Oppna) -> None:
    (only,), _ = oppna([{"Namn": "a\u0308ldre"}])
    assert [*only.rader()] == [(1, ["äldre"])]


@pytest.mark.parametrize(
    "post",
    [
        {f"f{i}": i for i in range(201)},
        {"Text": "x" * 1_400_000},
        {"Lista": list(range(201))},
        {"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}},
    ],
)
def test_an_object_beyond_the_limits(oppna: Oppna, post: dict[str, Any]) -> None:
    found = fault(oppna({"sol_decisions": [{"Id": 1}, post]}))
    assert found.kod == "fil_json"
    assert str(found.plats).startswith("svar.json sol_decisions rad ")


def test_columns_that_pile_up_over_many_objects(oppna: Oppna) -> None:
    assert fault(oppna([{f"f{i}": i} for i in range(201)])).plats == "svar.json rad 201"


def test_much_that_is_no_list_is_refused_and_not_held(oppna: Oppna) -> None:
    assert fault(oppna({"x": ["y" * 100] * 20_000, "sol_decisions": [{"Id": 1}]})).kod == "fil_json"
    assert fault(oppna(b'{"x": 1' + b" " * 2_000_000 + b"}")).kod == "fil_json"


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"sol_decisions": []}', b'{"x": {"y": [1, {"z": []}]}}'])
def test_no_objects_at_all(oppna: Oppna, content: bytes) -> None:
    assert fault(oppna(content)).kod in {"fil_json", "fil_tom"}


@pytest.mark.parametrize(
    "content", [b"{", b'{"a"', b'{"a": [', b'[{"a": 1}', b'[{"a": 1}] x', b'{"a": [{}]}{}', b'[{"a": 1,}]']
)
def test_json_that_is_cut_or_wrong(oppna: Oppna, content: bytes) -> None:
    assert fault(oppna(content)).kod == "fil_json"


def test_a_list_twice(oppna: Oppna) -> None:
    found = fault(oppna(b'{"sol_decisions": [{"a": 1}], "sol_decisions": [{"a": 1}]}'))
    assert "Namnet sol_decisions finns två gånger." in found.text


def test_a_hundred_thousand_objects_take_no_room(oppna: Oppna) -> None:
    (only,), _ = oppna({"sol_decisions": [{"Id": n} for n in range(100_000)]})
    assert sum(1 for _ in only.rader()) == 100_000


def test_a_file_that_is_gone_when_its_rows_are_read(oppna: Oppna, tmp_path: Path) -> None:
    (only,), _ = oppna([{"Id": 1}])
    (tmp_path / "svar.json").unlink()
    with pytest.raises(Exception, match="fil_saknas"):
        list(only.rader())
