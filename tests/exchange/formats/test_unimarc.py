from dataclasses import replace

from hypothesis import given
from pymarc import MARCReader

from exchange.formats import unimarc
from exchange.incoming.incoming import Incoming
from exchange.incoming.iso2709 import read
from tests.exchange.references import REFERENCE, titled, wild_text, written

ARTICLE = replace(
    REFERENCE, journal="Esprit", volume="303", issue="3-4", extent="14-39", issn=("0014-0759",),
    isbn=("978-2-11-008000-1",), doi="10.1/a", collection="Les Cahiers ; 12", shelf_mark="PER 303",
)  # fmt: skip


def test_our_own_reader_takes_all_of_it_back() -> None:
    (found,) = read(written(unimarc, ARTICLE))
    assert isinstance(found, Incoming)
    assert found.own == ARTICLE.identifier
    told = ("title", "publisher", "abstract", "journal", "volume", "issue", "extent", "collection", "doi")
    for name in (*told, "shelf_mark", "rights"):
        assert found.first(name) == getattr(ARTICLE, name), name
    assert found.values["creators"] == ("Martin, Claire", "Villes au carré")
    assert found.values["subjects"] == ARTICLE.subjects
    assert (found.first("issued"), found.first("language")) == ("2007-10-09", "fre")
    assert (found.values["isbn"], found.values["issn"]) == (ARTICLE.isbn, ARTICLE.issn)


def test_what_does_not_count_for_order_leaves_between_its_marks() -> None:
    content = written(unimarc, replace(titled("Der Raum"), article="Der"))
    assert "\x1fa\x98Der \x9cRaum\x1e".encode() in content
    (found,) = read(content)
    assert isinstance(found, Incoming)
    assert (found.first("title"), found.first("article")) == ("Der Raum", "Der")


def test_pymarc_reads_it() -> None:
    content = written(unimarc, ARTICLE, titled("Été"))
    first, second = MARCReader(content, to_unicode=True, force_utf8=True)
    assert (first["200"]["a"], second["200"]["a"]) == (ARTICLE.title, "Été")
    assert (first["700"]["a"], first["711"]["a"]) == ("Martin", "Villes au carré")


@given(wild_text)
def test_any_title_makes_a_record_that_is_read(text: str) -> None:
    assert len(list(read(written(unimarc, titled(text))))) == 1
