import struct
from pathlib import Path

import compressed_rtf
import pytest

from indexer.errors import ExtractionError, Reason
from indexer.extract.formats import Options, detect, extract
from tests.indexer.extract.packaging import compound_file

SUBMITTED = struct.pack("<32xIIQ", 0x00390040, 6, 129315602700000000)


def message(place: str = "", **texts: bytes) -> dict[str, bytes]:
    fixed = SUBMITTED if not place else SUBMITTED[8:]
    return {f"{place}__properties_version1.0": fixed} | {
        f"{place}__substg1.0_{number[1:]}": value for number, value in texts.items()
    }


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def write(path: Path, *streams: dict[str, bytes]) -> Path:
    path.write_bytes(compound_file({name: value for each in streams for name, value in each.items()}))
    return path


def test_a_message_has_its_subject_sender_date_and_body(tmp_path: Path) -> None:
    said = message(
        p0037001F=wide("Conseil citoyen"), p0C1A001F=wide("Élise Le Goff"), p1000001F=wide("La médiation.")
    )
    path = write(tmp_path / "a.msg", said)
    found = extract(path, detect(path), Options())
    assert (found.metadata.title, found.metadata.creators) == ("Conseil citoyen", ("Élise Le Goff",))
    assert found.metadata.created == "2010-10-14"
    assert "La médiation." in found.pages[0].text


def test_a_body_in_html_in_bytes_or_in_rtf_alone_is_read(tmp_path: Path) -> None:
    rtf = compressed_rtf.compress(rb"{\rtf1\ansi L'\'e9t\'e9}", compressed=True)
    for number, said in enumerate(
        (
            {"p10130102": "<p>L'été</p>".encode("cp1252")},
            {"p1000001E": "L'été".encode("cp1252")},
            {"p10090102": rtf},
        )
    ):
        path = write(tmp_path / f"{number}.msg", message(**said))
        assert "L'été" in extract(path, detect(path), Options()).pages[0].text


def test_what_is_attached_is_read_under_its_name_also_a_message(tmp_path: Path) -> None:
    place = "__attach_version1.0_#0000000"
    attached = {
        f"{place}0/__substg1.0_3707001F": wide("liste.html"),
        f"{place}0/__substg1.0_37010102": b"<html><body>ornithorynque</body></html>".ljust(4096),
    }
    inner = message(f"{place}1/__substg1.0_3701000D/", p0037001F=wide("Réponse"), p1000001F=wide("castor"))
    path = write(tmp_path / "a.msg", message(p1000001F=wide("corps")), attached, inner)
    found = extract(path, detect(path), Options())
    text = "\n".join(page.text for page in found.pages)
    assert text.index("corps") < text.index("Réponse") < text.index("castor") < text.index("ornithorynque")
    assert found.pages[-1].headings[0] == "liste.html"


def test_a_damaged_message_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.msg", message(p1000001F=wide("corps")))
    path.write_bytes(path.read_bytes()[:700])
    with pytest.raises(ExtractionError) as refused:
        extract(path, detect(path), Options())
    assert refused.value.reason is Reason.DAMAGED
