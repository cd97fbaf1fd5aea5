"""Whoosh's own files are the durable index: all arrays come back from them alone."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from search.engines.whoosh import open_engine
from search.engines.whoosh.committing import INDEX_NAME
from search.engines.whoosh.segment import arrays_path, open_view
from search.engines.whoosh.segment_recovery import read_segment
from search.query import Query, Term
from search.ranking.postings import FieldPostings
from tests.search.engines.conformance import LIBRARY
from tests.search.engines.corpus import Facets, Texts, corpora


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=corpora())
def test_arrays_read_from_whoosh_are_those_written(tmp_path_factory, changes):
    folder, texts = tmp_path_factory.mktemp("index"), Texts()
    open_engine(str(folder), texts, Facets()).apply(texts.add(*changes))
    storage = FileStorage(str(folder))
    toc = TOC.read(storage, INDEX_NAME) if changes else None
    for segment in toc.segments if toc else ():
        read = read_segment(storage, toc.schema, segment)
        view = open_view(folder, storage, toc.schema, segment)
        assert np.array_equal(read.lexicon.words, view.lexicon.words)
        for name, field in read.fields.items():
            for part in FieldPostings.__slots__:
                assert np.array_equal(getattr(field, part), getattr(view.fields[name], part)), (name, part)


def test_missing_or_damaged_arrays_are_made_again(tmp_path):
    texts = Texts()
    open_engine(str(tmp_path), texts, Facets()).apply(texts.add(*LIBRARY))
    (segment,) = TOC.read(FileStorage(str(tmp_path)), INDEX_NAME).segments
    for damage in (lambda path: path.unlink(), lambda path: path.write_bytes(b"FONDSAR1 damaged")):
        damage(arrays_path(tmp_path, segment))
        assert open_engine(str(tmp_path), texts, Facets()).search(Query(Term("emploi"))).total == 2
