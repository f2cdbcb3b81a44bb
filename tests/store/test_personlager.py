"""The person table opened: the numbers of the decisions asked for and of no other, each with its row in the log."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from lager import TID, Lager, decision

from ejverkstallda.domain.identitet import Nummerslag
from ejverkstallda.report.individrapport import Identitet
from ejverkstallda.store.beslutslager import Beslutspost, add_posts, person_ids
from ejverkstallda.store.logg import Vem
from ejverkstallda.store.oversattning import LOGG
from ejverkstallda.store.personlager import open_persons

PERSON = "19121212-1212"  # Skatteverket's own example
SUBSTITUTE = "20101010-T123"
VEM = Vem("provaren", "rapport ivo", TID)


@pytest.fixture
def lager(tmp_path: Path) -> Lager:
    return Lager(tmp_path / "register.db")


def posts(connection: sa.Connection) -> list[Beslutspost]:
    """B-1 and B-4 are about the same person, B-2 about one with a substitute number, B-3 about nobody known."""
    ids = person_ids(connection, {PERSON: "personnummer", SUBSTITUTE: "ersattningsnummer"})
    persons = [ids[PERSON], ids[SUBSTITUTE], None, ids[PERSON]]
    return add_posts(connection, [decision(f"B-{n}") for n in range(1, 5)], persons)


def logged(connection: sa.Connection) -> list[tuple[object, ...]]:
    query = sa.select(LOGG.c.beslut_id, LOGG.c.vad, LOGG.c.gammalt, LOGG.c.nytt, LOGG.c.av, LOGG.c.kommando)
    return [tuple(row) for row in connection.execute(query.order_by(LOGG.c.id))]


def test_numbers_of_those_asked_for_and_a_row_for_each_that_has_one(lager: Lager) -> None:
    with lager.write() as connection:
        first, second, third, fourth = posts(connection)
        found = open_persons(connection, VEM, [first, third, fourth], "läst för ett prov")
        assert found == {
            first.id: Identitet(PERSON, Nummerslag.PERSONNUMMER),
            fourth.id: Identitet(PERSON, Nummerslag.PERSONNUMMER),
        }
        assert open_persons(connection, VEM, [second], "läst för ett prov") == {
            second.id: Identitet(SUBSTITUTE, Nummerslag.ERSATTNINGSNUMMER)
        }
    with lager.read() as connection:
        rows = logged(connection)
    row = ("person", None, "läst för ett prov", "provaren", "rapport ivo")
    assert rows == [(post.id, *row) for post in (first, fourth, second)]
    assert "1212" not in str(rows)


def test_nobody_to_read_is_no_opening(lager: Lager) -> None:
    with lager.write() as connection:
        assert open_persons(connection, VEM, [posts(connection)[2]], "läst") == {}
        assert logged(connection) == []
