import json

import pytest

from catalogue.errors import IncompatibleIndexError
from search.engines.whoosh import open_engine
from search.engines.whoosh.stamp import FILE_NAME
from tests.search.engines.conformance import LIBRARY
from tests.search.engines.corpus import Facets, Texts


@pytest.fixture
def folder(tmp_path):
    texts = Texts()
    open_engine(str(tmp_path), texts, Facets()).apply(texts.add(*LIBRARY))
    return tmp_path


class OtherRules(Facets):
    version = "other"


def test_another_way_of_making_an_index_is_named(folder):
    with pytest.raises(IncompatibleIndexError, match=r"les vocabulaires.*fonds index"):
        open_engine(str(folder), Texts(), OtherRules())


@pytest.mark.parametrize("damage", ["{", "[]", json.dumps({"versions": {}, "position": "x"})])
def test_a_damaged_stamp_is_said(folder, damage):
    (folder / FILE_NAME).write_text(damage)
    with pytest.raises(IncompatibleIndexError, match="fonds index"):
        open_engine(str(folder), Texts(), Facets())


# Whoosh leaves a file it cannot read open.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("content", [b"", b"\x00", b"not a table of contents at all"])
def test_a_damaged_table_of_contents_is_said(folder, content):
    next(folder.glob("*.toc")).write_bytes(content)
    with pytest.raises(IncompatibleIndexError, match="endommagé"):
        open_engine(str(folder), Texts(), Facets())


def test_missing_segments_are_said(folder):
    for path in [*folder.glob("*.seg"), *folder.glob("*.arrays")]:
        path.unlink()
    with pytest.raises(IncompatibleIndexError, match="endommagé"):
        open_engine(str(folder), Texts(), Facets())


def test_an_index_without_stamp_is_refused(folder):
    (folder / FILE_NAME).unlink()
    with pytest.raises(IncompatibleIndexError, match=FILE_NAME):
        open_engine(str(folder), Texts(), Facets())


def test_reading_makes_no_folder(tmp_path):
    engine = open_engine(str(tmp_path / "absent"), Texts(), Facets())
    assert (engine.position(), engine.describe().records) == (0, 0)
    assert not (tmp_path / "absent").exists()
