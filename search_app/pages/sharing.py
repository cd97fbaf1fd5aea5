"""Sending on: an address that holds, and a letter that carries it, written in one's own mail program."""

from dataclasses import dataclass
from urllib.parse import quote

from catalogue.record import Record
from catalogue.short_code import short_code
from catalogue.web_address import split_address
from search_app.language import _
from search_app.pages.addresses import address
from search_app.pages.links import absolute, known_root

#: Longest address of a letter that every mail program takes.
LONGEST = 1800


@dataclass(frozen=True, slots=True)
class Share:
    """How a page is sent to somebody."""

    #: The whole address, to copy.
    address: str
    #: A `mailto:` with subject and text.
    letter: str
    #: The address as a page shows it: whole, or its path on a site that is tried on one's own machine.
    shown: str


def share(address: str, subject: str, text: str = "") -> Share:
    """A page by its whole address; `text` stands above it in the letter."""
    shown = address if known_root() else split_address(address).path
    return Share(address, _letter(subject, text, address), shown)


def short_address(record: Record, number: int = 0) -> str:
    """The address of a document, or of one of its pages, that survives new versions of its file."""
    code = short_code(record.identifier)
    if number:
        return absolute(address("permanent.page", code=code, number=number))
    return absolute(address("permanent.show", code=code))


def share_record(record: Record, reference: str, number: int = 0, place: str = "") -> Share:
    """A document, or the page of it that is named by `place`."""
    subject = f"{record.title}, {place}" if place else record.title
    return share(short_address(record, number), subject, reference)


def _letter(subject: str, text: str, address: str) -> str:
    """A text that makes the letter too long is left out: the address says it all."""
    head = f"mailto:?subject={quote(subject[:200])}&body="
    shown = _("À lire :")
    for body in (f"{text}\r\n\r\n{shown} {address}\r\n", f"{shown} {address}\r\n"):
        letter = head + quote(body.strip() + "\r\n")
        if len(letter) <= LONGEST:
            return letter
    return letter
