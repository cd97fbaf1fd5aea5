from pathlib import Path

from pypdf import PdfReader

from demonstration.writers.pdf import write
from tests.demonstration.samples import sample


def test_the_packet_says_what_the_properties_do_not(tmp_path: Path) -> None:
    xmp = {"title": "Le vrai titre & la suite", "creator": "Une autrice", "description": "Un résumé."}
    write(sample(metadata={"title": "BAT3.indd"}, xmp=xmp), path := tmp_path / "a.pdf")
    reader = PdfReader(path)
    assert reader.metadata.title == "BAT3.indd"
    assert reader.xmp_metadata.dc_title == {"x-default": "Le vrai titre & la suite"}
    assert reader.xmp_metadata.dc_creator == ["Une autrice"]
