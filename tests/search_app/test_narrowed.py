"""Whatever was ever made of a document says nothing of it once it is narrowed: every file, every address."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from werkzeug.routing import Rule

from catalogue.library import Library, create_library
from catalogue.log import Log
from exchange.bundles.shelf import publish, published
from indexer.pipeline import Run, index
from search_app.application import create_app
from tests.search_app.conftest import Client

WORD = "ornithorynque"
#: What staff still search, in files that no address hands out; the corpus is theirs.
KEPT_FOR_STAFF = ("corpus", "index/catalogue.sqlite", "index/whoosh")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """One document with the word, read, drawn, suggested and published; one without."""
    library = create_library(tmp_path / "fonds")
    (library.folder / "fonds.toml").write_text('[library]\ncentre = "a"\nurl = "https://a.example"\n')
    text = f"{WORD} de la ville\n\n" + f"Le {WORD} habite le quartier. " * 40
    (library.corpus / "zoo.txt").write_text(text, encoding="utf-8")
    (library.corpus / "autre.txt").write_text(
        "Bilan de la ville\n\n" + "Le quartier. " * 40, encoding="utf-8"
    )
    index(Run(library, workers=1))
    publish(library, published(library))
    return library


def says(content: bytes) -> bool:
    """Whether the word stands in some bytes, or in a file of the zip they are."""
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return any(WORD.encode() in archive.read(name) for name in archive.namelist())
    return WORD.encode() in content


def files_with(library: Library) -> set[str]:
    """Every file below the library that holds the word."""
    files = {each.relative_to(library.folder).as_posix(): each for each in library.folder.rglob("*")}
    return {
        name
        for name, path in files.items()
        if path.is_file() and not name.startswith(KEPT_FOR_STAFF) and says(path.read_bytes())
    }


def addresses_with(library: Library) -> set[str]:
    """Every address of the site that says the word to a visitor who did not."""
    app = create_app(library)
    app.test_client_class = Client
    browser = app.test_client()
    told = {address for rule in app.url_map.iter_rules() for address in written(rule, library)}
    asked = {
        f"/suggestions.json?q={WORD[:6]}",
        "/oai?verb=ListRecords&metadataPrefix=oai_qdc",
        "/sru?query=ville",
    }
    return {each for each in told | asked if says(browser.get(each).data)}


def written(rule: Rule, library: Library) -> Iterator[str]:
    """The addresses of a route: for each record, its first page, each file of the shelf."""
    values = {
        "identifier": [each.identifier for each in Log(library.log_path).entries()],
        "name": [each.name for each in published(library).glob("*")],
    }
    if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
        return
    names = sorted(rule.arguments)
    for chosen in product(*(values.get(name, ["1"]) for name in names)):
        address = rule.rule
        for name, value in zip(names, chosen, strict=True):
            address = re.sub(rf"<(\w+:)?{name}>", value, address)
        yield address


def narrow(library: Library) -> None:
    (library.corpus / "zoo.txt.toml").write_text('access = "internal"\n', encoding="utf-8")


def withdraw(library: Library) -> None:
    (library.corpus / "zoo.txt").unlink()


@pytest.mark.parametrize("change", [narrow, withdraw])
def test_no_file_that_leaves_and_no_address_says_a_word_of_it(library: Library, change) -> None:
    assert files_with(library)
    assert len(addresses_with(library)) > 10
    change(library)
    index(Run(library, workers=1))
    assert files_with(library) == set()
    assert addresses_with(library) == set()
