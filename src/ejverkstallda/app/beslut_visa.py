"""Show a case; apart from what writes decisions, so that the command used most loads only what it needs."""

from ejverkstallda.app.arende import Arende, find_post, load_arende
from ejverkstallda.app.beslutsfynd import events_findings
from ejverkstallda.app.logga import Mal
from ejverkstallda.app.resultat import Resultat
from ejverkstallda.app.sammanhang import Sammanhang
from ejverkstallda.store.vantanlager import derive_posts


def show_decision(ctx: Sammanhang, mal: Mal) -> Resultat[Arende]:
    """Return a case: the decision, its events and its väntan, with the oddities in their order."""
    with ctx.reading() as connection:
        post = find_post(connection, mal.nummer, mal.kallsystem)
        brister = derive_posts(connection, {post.id: post})[post.id].brister
        brister += events_findings(connection, [post.id])
        return Resultat(load_arende(connection, post, ctx.idag, brister), brister)
