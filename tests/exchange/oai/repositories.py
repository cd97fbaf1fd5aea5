"""A library that is harvested, and what a harvester makes of the answers."""

from lxml import etree

from catalogue.library import Library
from catalogue.log import Log, open_writer
from catalogue.record import Record
from catalogue.rights import PUBLIC_READER
from catalogue.vocabulary import load_vocabularies
from exchange.oai.listing import OAI
from exchange.oai.provider import answer
from exchange.oai.repository import OaiRepository
from exchange.oai.resumption import Tokens
from search.facet_rules import VocabularyFacets

VOCABULARIES = load_vocabularies()
_FACETS = VocabularyFacets(VOCABULARIES)
PREFIX = ("metadataPrefix", "oai_dc")


def repository(library: Library, size: int = 100) -> OaiRepository:
    return OaiRepository(
        log=Log(library.log_path),
        vocabularies=VOCABULARIES,
        label=lambda facet, value: value,
        facets_of=_FACETS.held,
        reader=PUBLIC_READER,
        tokens=Tokens(b"key"),
        name="Fonds",
        centre="vac",
        email="contact@vac.example",
        root="https://fonds.vac.example",
        size=size,
    )


def put(library: Library, *records: Record) -> None:
    with open_writer(library) as writer, writer.transaction():
        for each in records:
            writer.put(each, ())


def withdraw(library: Library, identifier: str) -> None:
    with open_writer(library) as writer, writer.transaction():
        writer.withdraw(identifier)


def ask(shelf: OaiRepository, verb: str, *pairs: tuple[str, str], **named: str) -> etree._Element:
    return etree.fromstring(answer(shelf, [("verb", verb), *pairs, *named.items()]))


def code(root: etree._Element) -> str:
    error = root.find(f"{{{OAI}}}error")
    return "" if error is None else error.get("code")


def headers(root: etree._Element) -> list[tuple[str, bool]]:
    """Local identifier of each header, and whether it is deleted."""
    return [
        (each.findtext(f"{{{OAI}}}identifier").rpartition(":")[2], each.get("status") == "deleted")
        for each in root.iter(f"{{{OAI}}}header")
    ]


def token(root: etree._Element) -> str | None:
    """None where there is no token, empty on the last page of several."""
    found = root.find(f".//{{{OAI}}}resumptionToken")
    return None if found is None else found.text or ""
