"""The one way to read whose a decision is: the numbers of exactly the decisions asked for, and each reading logged."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from ejverkstallda.domain.identitet import Nummerslag
from ejverkstallda.report.individrapport import Identitet
from ejverkstallda.store.beslutslager import Beslutspost, batches
from ejverkstallda.store.logg import Loggrad, Vem, write_log
from ejverkstallda.store.oversattning import PERSON


def open_persons(connection: Connection, vem: Vem, posts: Iterable[Beslutspost], andamal: str) -> dict[int, Identitet]:
    """Return the identity behind each decision that has one, by the decision's row id.

    A log row per such decision comes first: who, when, by which command, and for what (`andamal`, Swedish). The
    connection must be a writing one, and nobody may show the numbers before its transaction has been kept.
    """
    having = {p.id: p.person_id for p in posts if p.person_id is not None}
    write_log(connection, vem, [Loggrad(beslut_id, "person", None, andamal) for beslut_id in having])
    found: dict[int, Identitet] = {}
    for batch in batches(dict.fromkeys(having.values())):
        query = select(PERSON.c.id, PERSON.c.nummer, PERSON.c.slag).where(PERSON.c.id.in_(batch))
        found |= {row.id: Identitet(row.nummer, Nummerslag(row.slag)) for row in connection.execute(query)}
    return {beslut_id: found[person_id] for beslut_id, person_id in having.items()}
