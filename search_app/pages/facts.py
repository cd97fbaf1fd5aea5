"""Facts: what is said of a document wherever it is named, in words."""

from collections.abc import Mapping, Sequence

from catalogue.centre import centre_of
from catalogue.record import Access, Record, Status
from catalogue.rights import today
from search_app.language import _, counted, current, date_text
from search_app.pages.labels import value_label
from search_app.pages.links import Link, record_url, web_address
from search_app.site_library import catalogue

#: Characters of the abstract on a card.
SUMMARY = 240


def neighbour_links(records: Sequence[Record]) -> tuple[Link, ...]:
    """The notices of very alike documents, each under its centre's name, or this library's for ours."""
    own = catalogue().library.settings.library.name
    return tuple(Link(centre_name(each) or own, record_url(each.identifier)) for each in records)


def copies(record: Record) -> tuple[Link, ...]:
    """The notices of the same file by other centres, each under its centre's name."""
    return tuple(Link(value_label("centre", centre_of(each)), record_url(each)) for each in record.copies)


def origin(record: Record) -> Link | None:
    """The way to the notice at the centre it was received from, where that has an address on the web."""
    if not web_address(record.origin):
        return None
    return Link(_("Voir la notice chez %(centre)s") % {"centre": centre_name(record)}, record.origin)


def restricted(record: Record) -> str:
    """What tells a record that visitors do not see; empty for one they do."""
    if record.status is Status.PROPOSED:
        return _("À publier")
    if record.embargo and record.embargo > today().isoformat():
        return _("Sous embargo jusqu'au %(day)s") % {"day": date_text(record.embargo)}
    names = {Access.NETWORK: _("Réseau"), Access.INTERNAL: _("Interne")}
    return names.get(record.access, "")


def hits_text(occurrences: Mapping[int, int]) -> str:
    """How often words stand in a document: « 12 occurrences sur 3 pages »."""
    if not occurrences:
        return _("Aucune occurrence dans ce document")
    times = counted("%(num)s occurrence", "%(num)s occurrences", sum(occurrences.values()))
    return times + " " + counted("sur une page", "sur %(num)s pages", len(occurrences))


def facts(record: Record) -> tuple[str, ...]:
    """What is said of a document in one line."""
    authors = list(record.creators[:3])
    if len(record.creators) > len(authors):
        authors.append(_("et al."))
    found = (
        value_label("type", record.type) if record.type else "",
        date_text(record.issued),
        " ; ".join(authors) or record.publisher,
        centre_name(record),
    )
    return tuple(dict.fromkeys(filter(None, found)))


def centre_name(record: Record) -> str:
    """The centre that described a document; empty for this library's own while it has no name."""
    name = value_label("centre", record.centre) if record.centre else ""
    own = catalogue().library.settings.library
    return "" if record.centre == own.centre and not own.centre_name else name


def shorten(text: str) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= SUMMARY:
        return text
    return text[: text.rfind(" ", 0, SUMMARY) if " " in text[:SUMMARY] else SUMMARY] + " …"


def foreign(record: Record) -> str:
    """The language of a document where it differs from the page's."""
    return record.language if record.language != current() else ""
