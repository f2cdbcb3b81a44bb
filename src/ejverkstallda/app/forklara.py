"""Explain why a decision's väntan is, or is not, in a quarter's report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ejverkstallda.app.arende import find_post
from ejverkstallda.app.beslutsfynd import events_findings
from ejverkstallda.app.kvartal_visa import Urval, build_ram
from ejverkstallda.app.kvartalsvar import row_json
from ejverkstallda.app.logga import Mal
from ejverkstallda.app.resultat import Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.domain.forklaring import Forklaring, explain, unknowns
from ejverkstallda.domain.kvartal import Kvartal
from ejverkstallda.domain.motivering import Faktum, Steg
from ejverkstallda.domain.rapportering import Rad
from ejverkstallda.report.forklaring_ord import masked, sentence
from ejverkstallda.store.beslutslager import Beslutspost
from ejverkstallda.store.handelselager import events_of
from ejverkstallda.store.installningslager import read_settings
from ejverkstallda.store.kvartalslager import Stangning, closings_with, frozen_rows
from ejverkstallda.store.vantanlager import derive_posts, falls_of


@dataclass(frozen=True, slots=True)
class Forklaringssvar:
    """The explanation of each of a decision's väntan for a quarter.

    `stangd` is the closing that froze it, if any, and `frysta` its rows by the event that opened each väntan.
    """

    post: Beslutspost
    kvartal: Kvartal
    idag: date
    forklaringar: tuple[Forklaring, ...]
    stangd: Stangning | None = None
    frysta: Mapping[int | None, Rad] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values, the steps with their facts and sources."""
        beslut = self.post.beslut
        return {
            "beslutsnummer": beslut.beslutsnummer,
            "kallsystem": beslut.kallsystem,
            "kvartal": str(self.kvartal),
            "idag": self.idag.isoformat(),
            "stangd": self.stangd is not None,
            "vantan": [
                {
                    "vantan": v.slag.value,
                    "start": v.start.isoformat(),
                    "grupp": f.bedomning.rad.grupp.value if f.bedomning.rad else None,
                    "pa_vag": f.bedomning.pa_vag,
                    "rad": row_json(f.bedomning.rad) if f.bedomning.rad else None,
                    "fryst": row_json(self.frysta[opened]) if (opened := v.oppnad_av) in self.frysta else None,
                    "steg": [_step_json(s) for s in f.steg],
                }
                for f, v in ((f, f.fall.vantan) for f in self.forklaringar)
            ],
        }


def _step_json(steg: Steg) -> dict[str, Any]:
    return {
        "regel": steg.regel.id,
        "utfall": str(steg.utfall),
        "text": sentence(steg),
        "fakta": {f.namn: _plain(f) for f in steg.fakta},
        "kallor": [
            {
                "id": k.id,
                "slag": k.slag.value,
                "text": k.text,
                "lank": k.akt.lank,
                "forbehall": k.forbehall or None,
            }
            for k in steg.kallor
        ],
    }


def _plain(fact: Faktum) -> str | int | None:
    """Return a fact as plain JSON; what somebody has written is screened for personal details."""
    if isinstance(fact.varde, date):
        return fact.varde.isoformat()
    return masked(fact.varde) if fact.namn == "text" and isinstance(fact.varde, str) else fact.varde


def explain_decision(ctx: Sammanhang, mal: Mal, kvartal: Kvartal | None) -> Resultat[Forklaringssvar]:
    """Explain a decision for a quarter, the running one when none is given, as the facts are known now."""
    wanted = kvartal or Kvartal.containing(ctx.idag)
    with ctx.reading() as connection:
        post = find_post(connection, mal.nummer, mal.kallsystem)
        settings = read_settings(connection)
        closing = next(iter(closings_with(connection, post.id, wanted)), None)
        frozen = frozen_rows(connection, [closing.id], beslut_id=post.id) if closing is not None else []
        ram = build_ram(Urval(wanted), settings, ctx.idag)
        if closing is not None:  # the days that the quarter was closed with, whatever the settings say now
            ram = ram._replace(statusdag=closing.statusdag, rapporteringsdag=closing.rapporteringsdag)
        handelser = [p.handelse for p in events_of(connection, [post.id]).get(post.id, [])]
        explained = tuple(
            explain(fall, handelser, ram, rad_och_stod=settings.rad_och_stod) for fall in falls_of(connection, post.id)
        )
        brister = derive_posts(connection, {post.id: post})[post.id].brister
        brister += events_findings(connection, [post.id])
        told = dict.fromkeys(b for f in explained for b in unknowns(f.fall, ram))
    rows = {f.oppnad_av: f.rad for f in frozen}
    return Resultat(Forklaringssvar(post, wanted, ctx.idag, explained, closing, rows), (*brister, *told))
