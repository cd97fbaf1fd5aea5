"""Actors from an address book: vCard (RFC 2426, 6350) and CSV, as values of notices of the directory.

`read` runs in a limited process: what comes from outside is parsed by a library there. Nothing is written
here; a card or a row without a name is refused with its place, and what is not taken over is counted.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from catalogue.encodings import decoded
from catalogue.intake import IntakeError
from catalogue.spreadsheet import read_rows
from catalogue.vocabulary.labels import fold

#: Names of columns, folded → detail or field of a notice.
COLUMNS = {
    "nom": "family", "nom de famille": "family", "prenom": "given", "personne": "person",
    "organisme": "organisation", "organisation": "organisation", "structure": "organisation",
    "societe": "organisation", "fonction": "role", "titre": "role", "poste": "role", "courriel": "mail",
    "email": "mail", "e mail": "mail", "mail": "mail", "telephone": "phone", "tel": "phone",
    "site": "website",
    "site web": "website", "adresse": "address", "themes": "themes", "thematiques": "themes",
    "territoires": "places", "communes": "places", "territoire": "places", "dispositifs": "programmes",
    "source": "obtained", "remarques": "text", "notes": "text",
}  # fmt: skip
_SEVERAL = ("themes", "places", "programmes")
#: Cards or rows of one file.
MOST = 2000


class IncomingActor(msgspec.Struct, frozen=True):
    """One person or organisation, as values of a notice; `refused` says why it is none."""

    place: str
    values: dict[str, str | list[str]]
    refused: str = ""


class IncomingActors(msgspec.Struct, frozen=True):
    """What one file holds, and how often each column or property stood that was not taken over."""

    actors: list[IncomingActor]
    left_out: dict[str, int]
    error: str = ""


def handle(body: bytes) -> bytes:
    """The task of `confined`: the file's bytes in, an `IncomingActors` as JSON out."""
    try:
        return msgspec.json.encode(read(body))
    except IntakeError as error:
        return msgspec.json.encode(IncomingActors([], {}, str(error)))


def read(content: bytes) -> IncomingActors:
    """The actors of one file; raises IntakeError when it is neither vCard nor a table."""
    left_out: Counter[str] = Counter()
    head = content[:400].lstrip(b"\xef\xbb\xbf \r\n").upper()
    found = _cards(content, left_out) if head.startswith(b"BEGIN:VCARD") else _rows(content, left_out)
    actors = [actor for actor, _number in zip(found, range(MOST), strict=False)]
    return IncomingActors(actors, dict(left_out))


def _rows(content: bytes, left_out: Counter[str]) -> Iterator[IncomingActor]:
    for row in read_rows(content):
        said: dict[str, str] = {}
        for name, cell in row.cells.items():
            key = COLUMNS.get(fold(name))
            if cell and key is None:
                left_out[name] += 1
            elif cell and key:
                said[key] = cell
        yield _actor(f"ligne {row.line}", said)


def _cards(content: bytes, left_out: Counter[str]) -> Iterator[IncomingActor]:
    import vobject  # slow to import, for this alone

    taken = {"n", "fn", "org", "title", "role", "email", "tel", "url", "adr", "note", "categories", "version",
             "prodid", "rev", "uid"}  # fmt: skip
    try:
        for number, card in enumerate(vobject.readComponents(decoded(content), ignoreUnreadable=True), 1):
            left_out.update(name.upper() for name in card.contents if name not in taken)
            yield _actor(f"fiche {number}", _card(card))
    except (vobject.base.ParseError, ValueError) as error:
        raise IntakeError(f"Ce fichier vCard ne se lit pas ({error}). Exportez-le à nouveau.") from error


def _card(card: object) -> dict[str, str]:
    contents: Mapping[str, list[object]] = card.contents  # type: ignore[attr-defined]

    def first(name: str) -> object:
        return next((each.value for each in contents.get(name, ())), "")  # type: ignore[attr-defined]

    name, organisation = first("n"), first("org")
    family, given = (getattr(name, part, "") for part in ("family", "given")) if name else ("", "")
    units = organisation if isinstance(organisation, list) else [organisation]
    return {
        "family": str(family), "given": str(given),
        "organisation": ", ".join(map(str, filter(None, units))) or ("" if family else str(first("fn"))),
        "role": str(first("title") or first("role")), "mail": str(first("email")), "phone": str(first("tel")),
        "website": str(first("url")), "address": " ".join(str(first("adr")).split()),
        "text": str(first("note")),
    }  # fmt: skip


def _actor(place: str, said: Mapping[str, str]) -> IncomingActor:
    values: dict[str, str | list[str]] = {}
    for key, text in said.items():
        if key in _SEVERAL:
            values[key] = [each.strip() for each in text.replace("|", ";").split(";") if each.strip()]
        elif text.strip() and key not in ("family", "given"):
            values[key] = text.strip()
    named = ", ".join(filter(None, (said.get("family", "").strip(), said.get("given", "").strip())))
    if named and "person" not in values:
        values["person"] = named
    title = str(values.get("person") or values.get("organisation") or "")
    if not title:
        return IncomingActor(place, {}, "ni nom ni organisme")
    return IncomingActor(place, {"title": title, **values})
