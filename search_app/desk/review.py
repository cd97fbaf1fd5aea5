"""The review queue: descriptions nobody has confirmed, each value answered on sight of its proof."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.corrections import Decision, append_corrections, read_corrections
from catalogue.errors import NoticeError
from catalogue.notice import Value
from catalogue.record import Record, Status
from catalogue.rights import today
from desk.accounts import Role
from desk.attention import Attention
from desk.history import Act
from desk.notices import Edit
from desk.publication import waits
from desk.review import complete, corrections, decided, earlier, proposals, title_refused
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.corpus import history, notices, own_record
from search_app.desk.desk_records import open_catalogue, visible
from search_app.desk.identity import person
from search_app.desk.proof_strips import proofs
from search_app.language import counted, worded
from search_app.pages.hits import facts, restricted
from search_app.pages.labels import format_name
from search_app.pages.links import Link
from search_app.site_library import reader, site_library

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
    """One description, each value beside its proof."""
    return _page(own_record(identifier))


@blueprint.post("/a-verifier/<identifier>", endpoint="answer")
@wants(Role.LIBRARIAN)
def answer(identifier: str) -> Answer:
    """Write what was answered as the person's word, note it for learning, and go on to the next."""
    record, by = own_record(identifier), person().name
    asked, everything = proposals(record), "all" in request.form
    answers: dict[str, Decision] = {}
    for each in asked:
        said = request.form.get(f"v-{each.key}", "accepted" if everything else "")
        if said in (Decision.ACCEPTED, Decision.REFUSED):
            answers[each.key] = Decision(said)
    following = _after(identifier)
    try:
        values: dict[str, Value | None] = {**decided(record, answers)}
        if complete(record, answers):
            values["reviewed"] = today().isoformat()
            if "publish" in request.form:
                values["status"] = Status.PUBLISHED.value
        if values:
            notices().write([Edit(record, values)], by=by, kind=Act.REVIEW)
    except NoticeError as error:
        return _page(record, worded(error)), 400
    append_corrections(site_library().library.state, corrections(record, answers, by))
    if complete(record, answers):
        history().mark_reviewed(identifier, by)
    if title_refused(record, answers):
        return redirect(url_for("desk.edit", identifier=identifier, fait="titre"))
    if following:
        return redirect(url_for("desk.review", identifier=following, fait="note"))
    return redirect(url_for("desk.queue", fait="fini"))


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


def _page(record: Record, error: str = "") -> str:
    asked = proposals(record)
    given = earlier(record, read_corrections(site_library().library.state))
    names = waiting_names()
    return render_template(
        "desk/review.html",
        record=record,
        facts=(*facts(record), format_name(record)),
        proofs=proofs(record, asked, given),
        left=counted("%(num)s document à vérifier", "%(num)s documents à vérifier", len(names)),
        following=_after(record.identifier),
        waits=waits(record),
        error=error,
    )
