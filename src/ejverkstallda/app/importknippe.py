"""The decisions that a batch of an import's rows can be about: as stored, or as earlier rows of the batch made them."""

from collections.abc import Sequence
from typing import Any

from ejverkstallda.app.importlage import Importlage, Nyckel
from ejverkstallda.readers.rader import Beslutsrad
from ejverkstallda.store import masslager
from ejverkstallda.store.masslager import Massbeslut


class Post:
    """A decision in work: as stored before (None = new), its fields as they will be, and where it was last named."""

    __slots__ = ("falt", "fore", "id", "makulerad", "person", "person_id", "plats")

    def __init__(self, row_id: int, falt: dict[str, Any], fore: dict[str, Any] | None, plats: str) -> None:
        self.id = row_id
        self.falt = falt
        self.fore = fore
        self.plats = plats
        self.makulerad = False
        self.person_id: int | None = None
        self.person: tuple[str, str] | None = None

    @property
    def nyckel(self) -> Nyckel:
        """Its key, as it will be."""
        return self.falt["kallsystem"], self.falt["beslutsnummer"]


def stored_post(found: Massbeslut) -> Post:
    """Return a stored decision as one in work."""
    post = Post(found.id, dict(found.falt), found.falt, "")
    post.makulerad, post.person_id = found.makulerad, found.person_id
    return post


class Knippe:
    """The decisions that a batch of rows can be about, as stored or as earlier rows of the batch made them."""

    def __init__(self, lage: Importlage, rows: Sequence[Beslutsrad], earlier: Sequence[str], *, bytta: bool) -> None:
        self._lage = lage
        numbers = [*(r.beslutsnummer for r in rows), *earlier]
        self._persons = masslager.find_persons(lage.connection, [r.person[0] for r in rows if r.person is not None])
        found = [stored_post(m) for m in masslager.find_decisions(lage.connection, "beslutsnummer", numbers)]
        self.poster: dict[Nyckel, Post] = {p.nyckel: p for p in found}
        self._by_number: dict[str, list[Post]] = {}
        self._earlier: dict[str, list[Post]] = {}
        self.new: dict[int, Post] = {}
        self.changed: dict[int, Post] = {}
        for post in found:
            self._by_number.setdefault(post.nyckel[1], []).append(post)
        if bytta:
            known = {p.id: p for p in found}
            for m in masslager.find_decisions(lage.connection, "tidigare_nummer", numbers):
                post = known.setdefault(m.id, stored_post(m))
                self.poster.setdefault(post.nyckel, post)
                self._earlier.setdefault(str(post.falt["tidigare_nummer"]), []).append(post)

    def add(self, post: Post) -> None:
        """Take in a new decision."""
        self.new[post.id] = post
        self.poster[post.nyckel] = post
        self._by_number.setdefault(post.nyckel[1], []).append(post)
        if (old := post.falt["tidigare_nummer"]) is not None:
            self._earlier.setdefault(old, []).append(post)

    def earlier(self, number: str) -> list[Post]:
        """Return the decisions that had a number before."""
        return [p for p in self._earlier.get(number, []) if p.falt["tidigare_nummer"] == number]

    def by_number(self, number: str) -> list[Post]:
        """Return the decisions that have a number now."""
        return [p for p in self._by_number.get(number, []) if p.falt["beslutsnummer"] == number]

    def rename(self, post: Post, key: Nyckel) -> None:
        """Give a decision a new key; its row still has the old one when it is saved as new in this batch."""
        del self.poster[post.nyckel]
        self._earlier.setdefault(post.nyckel[1], []).append(post)
        post.falt["kallsystem"], post.falt["beslutsnummer"] = key
        self.poster[key] = post
        self._by_number.setdefault(key[1], []).append(post)
        self.changed[post.id] = post

    def renamed(self, key: Nyckel, row: Beslutsrad) -> Post | None:
        """The decision that a row names by an earlier number: its day (now or before it was corrected) and law.

        Also one that was joined by this very call.
        """
        for post in self._earlier.get(key[1], []):
            day = str(row.falt["beslutsdatum"])
            same = (post.falt["beslutsdatum"], post.falt["lag"]) == (day, row.falt["lag"])
            if same or self._lage.sagt[post.id] or masslager.had_day(self._lage.connection, post.id, day):
                return post
        return None

    def persons(self) -> dict[str, str]:
        """Return the identity numbers that the batch brings, with their kinds."""
        posts = (*self.new.values(), *self.changed.values())
        return dict(p.person for p in posts if p.person is not None)

    def is_other_person(self, post: Post, person: tuple[str, str] | None) -> bool:
        """Tell whether a row names another identity number than the decision has."""
        if person is None:
            return False
        if post.person is not None:
            return post.person[0] != person[0]
        return post.person_id is None or self._persons.get(person[0]) != post.person_id
