"""A person erased is in no file of the library, nor of those that follow it, after the next bundle."""

import zlib
from pathlib import Path

import pytest

from catalogue.corrections import Correction, Decision, append_corrections, read_corrections
from catalogue.errors import UnknownRecordError, WithdrawnRecordError
from catalogue.library import Library, create_library, open_library
from catalogue.log import Log
from catalogue.rights import PUBLIC_READER
from desk.deposits import Deposits
from desk.history import Act, History, NoticeChange
from exchange.bundles.mounting import Mount
from exchange.bundles.obtaining import obtain, obtain_news
from exchange.bundles.shelf import publish, published
from exchange.received import stores
from indexer.erase import erase
from indexer.follow import follow_received
from indexer.pipeline import Run, index
from search.reading import open_catalogue

NAME = "Zyxwvut"


def library_with_a_person(folder: Path) -> Library:
    library = create_library(folder)
    for number in range(12):
        text = f"# Note {number}\n\n" + f"La rénovation du quartier {number} avance bien. " * 40
        (library.corpus / f"{number}.md").write_text(text, encoding="utf-8")
    person = f"# Portrait de {NAME}\n\nMadame {NAME} habite le quartier.\n"
    (library.corpus / "portrait.md").write_text(person, encoding="utf-8")
    (library.corpus / "portrait.md.toml").write_text(f'abstract = "La vie de {NAME}"\n', encoding="utf-8")
    index(Run(library, workers=1))
    return library


def identifier_of(library: Library) -> str:
    entries = Log(library.log_path).entries()
    return next(each.identifier for each in entries if each.record and NAME in each.record.title)


def holders(folder: Path) -> list[str]:
    """Files in which the name stands, as it is or deflated anywhere within."""
    found = []
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        if any(NAME.lower().encode() in each.lower() for each in (content, *inflated(content))):
            found.append(path.relative_to(folder).as_posix())
    return found


def inflated(content: bytes):
    """What every deflated stream in a file holds: those of SQLite's rows have a head, those of a zip none."""
    at = -1
    while (at := content.find(b"x^", at + 1)) >= 0:
        yield _inflated(content[at:], zlib.MAX_WBITS)
    at = -1
    while (at := content.find(b"PK\x03\x04", at + 1)) >= 0:
        name, extra = (int.from_bytes(content[at + n : at + n + 2], "little") for n in (26, 28))
        yield _inflated(content[at + 30 + name + extra :], -zlib.MAX_WBITS)


def _inflated(content: bytes, form: int) -> bytes:
    try:
        return zlib.decompressobj(form).decompress(content)
    except zlib.error:
        return b""


def test_no_file_here_nor_there_knows_the_name(tmp_path: Path) -> None:
    a = library_with_a_person(tmp_path / "a")
    b = open_library(create_library(tmp_path / "b").folder)
    publish(a, published(a))
    with obtain(b, str(published(a))) as obtained, Mount(b, obtained.path, obtained.source) as bundle:
        bundle.accept()
    follow_received(b)
    assert holders(a.folder) and holders(b.folder), "else nothing would be shown below"

    erase(a, identifier_of(a))
    publish(a, published(a))
    centre = stores(b)["a"].centre
    news = obtain_news(b, centre.source, int(centre.position), centre.expires)
    with news as obtained, Mount(b, obtained.path, obtained.source) as bundle:
        bundle.accept()
    follow_received(b)
    assert holders(a.folder) == []
    assert holders(b.folder) == []
    index(Run(a, workers=1))
    assert holders(a.folder) == []


def test_what_is_erased_says_that_it_is_gone(tmp_path: Path) -> None:
    library = library_with_a_person(tmp_path / "a")
    identifier = identifier_of(library)
    change = NoticeChange(
        step="s", kind=Act.EDIT, by="c", identifier=identifier, path="portrait.md", title=NAME,
        before="", after=NAME,
    )  # fmt: skip
    History(library).add([change])
    assert erase(library, identifier) == ("portrait.md",)
    with pytest.raises(WithdrawnRecordError):
        open_catalogue(library).record(identifier, PUBLIC_READER)
    assert holders(library.folder) == []
    assert index(Run(library, workers=1)).documents == 12


def test_neither_deposits_nor_corrections_know_the_name(tmp_path: Path) -> None:
    library = library_with_a_person(tmp_path / "a")
    identifier, deposits = identifier_of(library), Deposits(library)
    answered = [
        Correction("2026-01-01", each, "title", NAME, Decision.REFUSED) for each in (identifier, "autre")
    ]
    append_corrections(library.state, answered)
    deposit = deposits.begin("claire")
    for name in ("portrait.md", "0.md"):
        deposits.receive(deposit, library.corpus / name, f"{NAME if name[0] == 'p' else 'Note'}.md")
    erase(library, identifier)
    assert [each.name for each in deposits.items(deposit)] == ["Note.md"]
    assert [each.record for each in read_corrections(library.state)] == ["autre"]
    assert holders(library.folder) == ["state/corrections.jsonl"], "the other record's answer"


def test_only_our_own_are_erased(tmp_path: Path) -> None:
    library = library_with_a_person(tmp_path / "a")
    for identifier in ("inconnu", "x@ville"):
        with pytest.raises(UnknownRecordError):
            erase(library, identifier)
