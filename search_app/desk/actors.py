"""Actors at the desk: people that documents propose, address books that come in, and those who want out."""

from dataclasses import dataclass
from datetime import timedelta

import msgspec
from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import NoticeError
from catalogue.notice import Value
from catalogue.record import Record
from catalogue.rights import today
from catalogue.rooms import ACTORS
from catalogue.short_code import short_code
from desk.accounts import Role
from desk.actor_proposals import ActorProposal, ActorProposals
from desk.erasures import ask_erasure, asked_erasures
from desk.notices import Edit
from exchange.incoming.actors import IncomingActors
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.corpus import notices, own_record
from search_app.desk.identity import person
from search_app.desk.rooms import born, new_record
from search_app.desk.sent_file import parsed_apart, sent_bytes
from search_app.language import _, counted
from search_app.pages.links import Link, page_url, record_url
from search_app.rooms.room_records import in_room, is_open, opened, records_of
from search_app.site_library import catalogue, site_library

#: Proposals shown at once, and bytes of an address book.
SHOWN, LARGEST = 40, 2_000_000
#: Days after which what is said of a person is looked at again (24 months).
REVIEWED_AFTER = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class ProposedActor:
    """One proposal as the page prints it."""

    proposal: ActorProposal
    #: The pages that say so: title and page, quote.
    places: tuple[tuple[Link, str], ...]


@blueprint.get("/acteurs", endpoint="actors")
@wants(Role.LIBRARIAN)
def show() -> str | AnyResponse:
    """What waits to be decided; a closed room has nothing."""
    return _page() if is_open(ACTORS) else redirect(url_for("desk.rooms"))


def _page(message: str = "", error: str = "") -> str:
    known = records_of(in_room(ACTORS))
    proposals = ActorProposals(site_library().library)
    left = proposals.follow(catalogue().log)
    proposed = proposals.all(known)
    return render_template(
        "desk/actors.html",
        proposed=[_shown(each) for each in proposed[:SHOWN]],
        total=len(proposed),
        left=left,
        old=[each for each in known if _is_old(each)],
        leaving=asked_erasures(site_library().library),
        record_url=record_url,
        message=message,
        error=error,
    )


@blueprint.post("/acteurs/proposition", endpoint="answer_actor")
@wants(Role.LIBRARIAN)
def answer() -> AnyResponse:
    """Take a person into the directory, with the pages that name them, or propose them no more."""
    opened(ACTORS)
    proposals = ActorProposals(site_library().library)
    proposal = next((each for each in proposals.all() if each.key == request.form.get("key")), None)
    if proposal is None:
        return redirect(url_for("desk.actors"))
    if request.form.get("act") == "accept":
        _write(_values(proposal))
        return redirect(url_for("desk.actors", fait="ajoute"))
    proposals.object(proposal.name, by=person().name)
    return redirect(url_for("desk.actors", fait="refuse"))


@blueprint.post("/acteurs/carnet", endpoint="import_actors")
@wants(Role.LIBRARIAN, body=lambda: LARGEST)
def take_in() -> str | tuple[str, int]:
    """Write the actors of an address book; what is refused or left out is told."""
    opened(ACTORS)
    content = sent_bytes(LARGEST)
    if not content:
        return _page(error=_("Choisissez un fichier CSV ou vCard de moins de 2 Mo.")), 400
    answer = parsed_apart("exchange.incoming.actors:handle", content)
    if answer is None:
        return _page(error=_("Ce fichier ne se lit pas. Exportez-le à nouveau, en CSV ou en vCard.")), 400
    incoming = msgspec.json.decode(answer, type=IncomingActors)
    if incoming.error:
        return _page(error=incoming.error), 400
    return _page(message=_taken_in(incoming))


def _taken_in(incoming: IncomingActors) -> str:
    written, refused = 0, []
    for actor in incoming.actors:
        values: dict[str, Value] = {
            key: tuple(each) if isinstance(each, list) else each for key, each in actor.values.items()
        }
        values |= {"obtained_on": today().isoformat()}
        try:
            if actor.refused:
                raise NoticeError(actor.refused)
            _write({**notices().meant(values)})
        except NoticeError as error:
            refused.append(f"{actor.place} : {error}")
        else:
            written += 1
    told = [counted("%(num)s fiche ajoutée.", "%(num)s fiches ajoutées.", written)]
    if refused:
        told.append(_("Refusées : %(which)s.") % {"which": " ; ".join(refused[:20])})
    if incoming.left_out:
        left = ", ".join(f"{name} ({count})" for name, count in incoming.left_out.items())
        told.append(_("Non repris : %(columns)s.") % {"columns": left})
    return " ".join(told)


@blueprint.post("/acteurs/<identifier>/effacer", endpoint="erase_actor")
@wants(Role.LIBRARIAN)
def erase(identifier: str) -> AnyResponse:
    """Erase somebody who asked for it from all we keep, and propose them no more."""
    record = own_record(identifier)
    proposals = ActorProposals(site_library().library)
    for name in {record.title, *record.said("person")}:
        proposals.object(name, by=person().name)
    ask_erasure(site_library().library, identifier)
    return redirect(url_for("desk.actors", fait="efface"))


def _values(proposal: ActorProposal) -> dict[str, Value]:
    pages = tuple(f"{short_code(each.identifier)} {each.page} | {each.quote}" for each in proposal.sightings)
    return {
        "title": proposal.name,
        "person": proposal.name,
        "organisation": proposal.organisation,
        "evidence": pages,
        "obtained": _("Documents publics du fonds"),
        "obtained_on": today().isoformat(),
    }


def _write(values: dict[str, Value]) -> None:
    record = new_record(ACTORS, str(values["title"]))
    notices().write([Edit(record, {**values, **born(record)})], by=person().name)


def _shown(proposal: ActorProposal) -> ProposedActor:
    places = []
    for each in proposal.sightings:
        entry = catalogue().log.entry(each.identifier)
        if entry is not None and entry.record is not None:
            title = _("%(title)s, p. %(page)s") % {"title": entry.record.title, "page": each.page}
            places.append((Link(title, page_url(each.identifier, each.page)), each.quote))
    return ProposedActor(proposal, tuple(places))


def _is_old(record: Record) -> bool:
    last = max((*record.said("verified_on"), *record.said("obtained_on")), default="")
    return last < (today() - REVIEWED_AFTER).isoformat()
