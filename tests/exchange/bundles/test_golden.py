"""Every bundle ever published stays readable: by Fonds, and by twenty lines of plain Python."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.library import Library
from exchange.bundles.mounting import Mount, verify_bundle
from exchange.bundles.signing import public_key
from exchange.received import stores
from tests.exchange.bundles.make_golden import GOLDEN, KEY, PAGES, RECORDS

SINCE_1_1 = (
    "keywords", "journal", "volume", "issue", "extent", "collection", "isbn", "issn", "doi", "shelf_mark",
)  # fmt: skip
BUNDLES = sorted(GOLDEN.glob("*.zip"))
FORMAT_PAGE = Path(__file__).parents[3] / "docs/lots.md"


@pytest.fixture(params=BUNDLES, ids=lambda path: path.stem)
def golden(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_it_is_signed_by_the_key_it_was_made_with(golden: Path, b: Library) -> None:
    assert verify_bundle(golden).key == public_key(KEY)


def test_it_tells_what_it_always_told(golden: Path, b: Library) -> None:
    with Mount(b, golden) as bundle:
        bundle.accept()
    store = stores(b)["golden"]
    items = {item.identifier: item for item in store.items()}
    assert {name: item.reason or "" for name, item in items.items()} == {
        "agenda": "",
        "clauses": "",
        "retire": "droit",
    }
    record = items["clauses"].record
    assert (record.creators, record.issued, record.places) == (("Martin, Claire",), "2008-06", ("reg:44",))
    assert record.themes == ("urn:x-fonds:themes:emploi", "urn:x-fonds:themes:renouvellement-urbain")
    assert record.origin == "https://golden.example/notice/clauses"
    assert store.pages("clauses") == PAGES
    assert record.article == ("Les" if golden.stem > "biblio-partage-1.1" else "")
    if golden.stem > "biblio-partage-1.0":
        made = RECORDS[0]
        assert {name: getattr(record, name) for name in SINCE_1_1} == {
            name: getattr(made, name) for name in SINCE_1_1
        }


def test_the_reader_of_the_format_page_reads_it(golden: Path) -> None:
    (reader,) = re.findall(r"```python\n(.*?)```", FORMAT_PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(reader.splitlines()) <= 21
    ended = subprocess.run(
        [sys.executable, "-I", "-c", reader, str(golden)], capture_output=True, text=True, check=True
    )
    assert "clauses\tLes clauses d’insertion" in ended.stdout
    assert "\t1\tPremière page : la rénovation." in ended.stdout
    assert "withdrawn\tretire" in ended.stdout


def test_the_first_one_is_small_and_there() -> None:
    assert [path.name for path in BUNDLES][:1] == ["biblio-partage-1.0.zip"]
    assert BUNDLES[0].stat().st_size < 8000
