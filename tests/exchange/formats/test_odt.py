from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from hypothesis import given
from lxml import etree

from exchange.formats import iso690, odt
from tests.exchange.references import REFERENCE, titled, wild_text, written


def paragraphs(content: bytes) -> list[str]:
    with ZipFile(BytesIO(content)) as archive:
        tree = etree.fromstring(archive.read("content.xml"))
    found = tree.iterfind(".//{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p")
    return ["".join(each.itertext()) for each in found]


def test_a_paragraph_a_reference():
    content = written(odt, REFERENCE, titled("Bilan"))
    assert paragraphs(content) == [iso690.text(titled("Bilan")), iso690.text(REFERENCE)]  # in order of names


def test_its_type_comes_first_and_uncompressed():
    with ZipFile(BytesIO(written(odt, REFERENCE))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert archive.testzip() is None


def test_the_address_is_a_link():
    with ZipFile(BytesIO(written(odt, REFERENCE))) as archive:
        assert f'href="{REFERENCE.address}"'.encode() in archive.read("content.xml")


@given(wild_text)
def test_any_title_makes_a_file_that_opens(text):
    assert len(paragraphs(written(odt, titled(text)))) == 1
