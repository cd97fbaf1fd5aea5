from dataclasses import replace

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
from hypothesis import given

from exchange.formats import bibtex
from tests.exchange.references import REFERENCE, titled, wild_text, written


def read(content: bytes):
    library = bibtexparser.parse_string(
        content.decode(), append_middleware=[SeparateCoAuthors(), LatexDecodingMiddleware()]
    )
    assert not library.failed_blocks
    return library.entries


def test_bibtexparser_reads_back_what_was_written():
    (entry,) = read(written(bibtex, REFERENCE))
    fields = {name: field.value for name, field in entry.fields_dict.items()}
    assert (entry.entry_type, entry.key) == ("techreport", "martin2007-rapport-2007")
    assert fields["title"] == REFERENCE.title
    assert fields["institution"] == "Villes & territoires"
    assert (fields["year"], fields["month"], fields["date"]) == ("2007", "oct", "2007-10-09")
    assert fields["abstract"] == REFERENCE.abstract
    assert fields["keywords"] == ", ".join(REFERENCE.keywords)
    assert fields["url"] == REFERENCE.address


def test_a_body_is_one_name_whatever_its_words():
    content = written(bibtex, REFERENCE).decode()
    assert "author = {Martin, Claire and {Villes au carré}}" in content


def test_keys_of_hashed_identifiers_are_short():
    assert b"@techreport{fonds-0123456789ab," not in written(bibtex, REFERENCE)


@given(wild_text)
def test_no_title_breaks_out_of_its_entry(text):
    (entry,) = read(written(bibtex, titled("x" + text + "\n}\n@comment{")))
    assert entry.key.endswith("-x")


def test_a_label_that_holds_a_comma_stays_one_and_a_month_is_a_word_of_bibtex():
    told = replace(REFERENCE, themes=("Espaces publics, espaces verts", "Handicap"))
    content = written(bibtex, told).decode()
    assert "keywords = {{Espaces publics, espaces verts}, Handicap, " in content
    assert "month = oct," in content


@pytest.mark.parametrize(("title", "told"), [("{a}", r"\{a\}"), ("a}", r"a\textbraceright{}")])
def test_braces_count_as_bibtex_counts_them(title, told):
    assert f"title = {{{told}}}" in written(bibtex, titled(title)).decode()


def test_no_library_publishes_what_it_only_keeps():
    content = written(bibtex, replace(REFERENCE, publisher="", centre="Notre centre")).decode()
    assert "Notre centre" not in content
