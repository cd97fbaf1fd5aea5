"""The review queue: descriptions nobody has confirmed, one sheet after the other."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from desk.accounts import Role
from desk.attention import Attention
from desk.review import proposals
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.corpus import history, own_record
from search_app.desk.desk_records import open_catalogue, visible
from search_app.desk.sheet import Place, Saved, save, show
from search_app.language import counted
from search_app.pages.facts import facts, restricted
from search_app.pages.labels import format_name
from search_app.pages.links import Link
from search_app.site_library import reader

#: Documents listed at once.
MOST = 100

Answer = str | AnyResponse | tuple[str, int]


@blueprint.get("/a-verifier", endpoint="queue")
@wants(Role.LIBRARIAN)
def queue() -> str:
    """What waits for somebody's eyes, in order of arrival."""
    found = waiting_names()
    records = filter(None, map(visible, found[:MOST]))
    rows = [
        (
            Link(record.title, url_for("desk.review", identifier=record.identifier)),
            (*facts(record), format_name(record)),
            restricted(record),
            counted("%(num)s valeur proposée", "%(num)s valeurs proposées", len(proposals(record))),
        )
        for record in records
    ]
    total = counted("%(num)s document à vérifier", "%(num)s documents à vérifier", len(found))
    return render_template("desk/queue.html", rows=rows, total=total, more=len(found) > MOST)


@blueprint.get("/a-verifier/<identifier>", endpoint="review")
@wants(Role.LIBRARIAN)
def review(identifier: str) -> str:
    """One document, its page beside its notice, each proposed value to be answered or corrected."""
    return show(own_record(identifier), _in_queue(identifier))


@blueprint.post("/a-verifier/<identifier>", endpoint="answer")
@wants(Role.LIBRARIAN)
def answer(identifier: str) -> Answer:
    """Write what was answered as the person's word, note it for learning, and go on to the next."""
    place = _in_queue(identifier)
    saved = save(own_record(identifier), place)
    if not isinstance(saved, Saved):
        return saved
    step = saved.step or None
    if place.following:
        return redirect(url_for("desk.review", identifier=place.following, fait="note", pas=step))
    return redirect(url_for("desk.queue", fait="fini", pas=step))


def waiting_names() -> list[str]:
    """Identifiers of records nobody has confirmed, in order of arrival."""
    found = open_catalogue()
    if found is None:
        return []
    attention = Attention(found.library, found.vocabularies)
    return attention.waiting(found.log, reader().access, history().reviewed())


def _after(identifier: str) -> str:
    """The next record that waits, round to the first; empty when this was the last."""
    names = waiting_names()
    place = names.index(identifier) if identifier in names else -1
    others = names[place + 1 :] + names[: max(place, 0)]
    return others[0] if others else ""


def _in_queue(identifier: str) -> Place:
    left = counted("%(num)s document à vérifier", "%(num)s documents à vérifier", len(waiting_names()))
    return Place(
        url_for("desk.answer", identifier=identifier),
        Link(left, url_for("desk.queue")),
        _after(identifier),
        queue=True,
    )
