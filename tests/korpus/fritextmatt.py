"""`make fritext`: what the screening of free text finds in the hundred comments, and where it alarms for nothing."""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from ejverkstallda.report.fritext import screen_text
from ejverkstallda.report.namn import name_words

KORPUS: Final = Path(__file__).with_name("kommentarer.yaml")


@dataclass(frozen=True)
class Matt:
    """How the screening did: details there are and those found per kind, clean comments and those that alarmed."""

    finns: Counter[str]
    hittade: Counter[str]
    rena: int
    falska: tuple[str, ...]
    missade: tuple[str, ...]
    fel_slag: tuple[str, ...]

    @property
    def andel(self) -> float:
        """Recall: the share of the details that were found."""
        return self.hittade.total() / self.finns.total()

    def rader(self) -> list[str]:
        """Return the result as lines to read."""
        share = f"{self.andel:.1%}".replace(".", ",").replace("%", " %")
        return [
            f"Funna uppgifter: {self.hittade.total()} av {self.finns.total()} ({share}).",
            *(f"- {slag}: {self.hittade[slag]} av {antal}" for slag, antal in sorted(self.finns.items())),
            f"Falska larm: {len(self.falska)} av {self.rena} kommentarer utan sådana uppgifter.",
        ]


def read_corpus() -> list[dict[str, Any]]:
    """Return the comments of the corpus."""
    found: list[dict[str, Any]] = yaml.safe_load(KORPUS.read_text("utf-8"))
    return found


def measure() -> Matt:
    """Screen every comment of the corpus with the names that stood beside it."""
    there: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    clean, false, missed, wrong = 0, [], [], []
    for post in read_corpus():
        wanted = set(post["slag"])
        found = {t.slag.value for t in screen_text(post["text"], name_words(post.get("namn", ())))}
        there.update(wanted)
        hits.update(wanted & found)
        if wanted - found:
            missed.append(post["text"])
        if not wanted:
            clean += 1
            false += [post["text"]] if found else []
        elif found - wanted:
            wrong.append(post["text"])
    return Matt(there, hits, clean, tuple(false), tuple(missed), tuple(wrong))


if __name__ == "__main__":
    result = measure()
    lines = [*result.rader(), "", "Missade:", *result.missade, "", "Falska larm:", *result.falska]
    sys.stdout.write("\n".join(lines) + "\n")
