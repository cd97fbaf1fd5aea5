"""Pages are drawn once, and a hostile file costs no more than its limits."""

import hashlib
import logging
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from confined import Limits, Pool
from search_app.page_images.page_image import PAGE, THUMBNAIL, PageImageError, PageImages
from tests.search_app.pdf_files import Sheet, pdf_bytes, write_pdf

LIMITS = Limits(memory_mb=400, cpu_s=5, wall_s=20)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool("search_app.page_images.rendering:handle", workers=1, limits=LIMITS) as pool:
        yield pool


@pytest.fixture
def images(tmp_path: Path, pool: Pool) -> PageImages:
    return PageImages(tmp_path / "pages", pool)


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def one_page(folder: Path) -> tuple[Path, str]:
    path = write_pdf(folder / "a.pdf", Sheet(((100, 400, "Bonjour"),)))
    return path, sha256_of(path)


def bomb(folder: Path) -> tuple[Path, str]:
    """A page whose content unpacks to more than the process may hold."""
    plain = pdf_bytes(Sheet(((1, 1, "a"),)))
    unpacked = b"BT /F1 12 Tf (a) Tj ET " * 100
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(unpacked * 1000) for _ in range(300)) + packer.flush()
    content = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    path = folder / "bomb.pdf"
    start = plain.rindex(b"<<", 0, plain.index(b"stream"))
    end = plain.index(b"endstream") + len(b"endstream")
    path.write_bytes(plain[:start] + content + plain[end:])
    return path, sha256_of(path)


def test_a_page_is_drawn_once(images: PageImages, tmp_path: Path) -> None:
    path, sha256 = one_page(tmp_path)
    first = images.image(path, sha256, 1, THUMBNAIL)
    path.unlink()
    assert first is not None
    assert first[8:12] == b"WEBP"
    assert images.image(path, sha256, 1, THUMBNAIL) == first
    assert [word.text for word in images.words(path, sha256, 1) or ()] == ["Bonjour"]


def test_drawing_for_the_words_keeps_the_image(images: PageImages, tmp_path: Path) -> None:
    path, sha256 = one_page(tmp_path)
    layout = images.layout(path, sha256, 1)
    path.unlink()
    assert layout is not None
    assert layout.ratio == 1.5
    assert images.image(path, sha256, 1, PAGE)


def test_only_pdf_files_have_images(images: PageImages, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("a PDF by its name only")
    assert images.image(path, sha256_of(path), 1) is None
    assert images.words(path, sha256_of(path), 1) is None


def test_what_another_version_kept_is_drawn_again(images: PageImages, tmp_path: Path) -> None:
    path, sha256 = one_page(tmp_path)
    images.layout(path, sha256, 1)
    (kept,) = (tmp_path / "pages").rglob("1.json")
    kept.write_text('{"words": 7}')
    assert [word.text for word in images.words(path, sha256, 1) or ()] == ["Bonjour"]


@pytest.mark.parametrize("width", [0, 999, 10**6])
def test_there_are_images_of_a_few_widths_only(images: PageImages, tmp_path: Path, width: int) -> None:
    with pytest.raises(PageImageError, match="pixels de large"):
        images.image(*one_page(tmp_path), 1, width)


def test_a_digest_that_is_none_names_no_file(images: PageImages, tmp_path: Path) -> None:
    path, _ = one_page(tmp_path)
    with pytest.raises(PageImageError, match="pas de fichier"):
        images.image(path, "../../../etc/passwd", 1)


def test_a_file_that_has_gone_says_what_to_do(images: PageImages, tmp_path: Path) -> None:
    with pytest.raises(PageImageError, match="fonds index"):
        images.image(tmp_path / "absent.pdf", "0" * 64, 1)


def test_a_hostile_file_costs_its_limits_once(
    images: PageImages, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path, sha256 = bomb(tmp_path)
    for _ in range(3):
        with pytest.raises(PageImageError, match="La page 1 n'a pas d'image"):
            images.image(path, sha256, 1)
    assert len([record for record in caplog.records if record.levelno == logging.WARNING]) == 1
    assert images.image(*one_page(tmp_path), 1)


def test_a_page_that_is_not_there_is_not_remembered(images: PageImages, tmp_path: Path) -> None:
    with pytest.raises(PageImageError):
        images.image(*one_page(tmp_path), 2)
    assert not list((tmp_path / "pages").rglob("*"))
