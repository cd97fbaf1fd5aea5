import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from exchange.bundles.errors import BundleError, DamagedBundleError, UnsuitableBundleError
from exchange.bundles.seal import check_seal, seal
from exchange.bundles.signing import public_key

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seal") / "lot.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/texte", "la rénovation " * 200)
    seal(path, KEY)
    return path


def test_a_sealed_file_names_its_key_and_stays_a_zip(sealed: Path) -> None:
    assert check_seal(sealed) == public_key(KEY)
    assert zipfile.ZipFile(sealed).testzip() is None


def test_one_byte_changed_anywhere_is_refused(sealed: Path, tmp_path: Path) -> None:
    content = sealed.read_bytes()
    changed = tmp_path / "lot.zip"
    for at in range(len(content)):
        changed.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises(BundleError):
            check_seal(changed)


@given(st.data())
def test_any_byte_for_any_other_is_refused(sealed: Path, data: st.DataObject) -> None:
    content = sealed.read_bytes()
    at = data.draw(st.integers(0, len(content) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != content[at]))
    changed = sealed.with_name("changed.zip")
    changed.write_bytes(content[:at] + bytes([other]) + content[at + 1 :])
    with pytest.raises(BundleError):
        check_seal(changed)


def test_padding_in_the_midst_of_a_signature_is_refused(sealed: Path, tmp_path: Path) -> None:
    content = sealed.read_bytes()
    (tmp_path / "lot.zip").write_bytes(content[:-40] + b"=" + content[-39:])
    with pytest.raises(DamagedBundleError):
        check_seal(tmp_path / "lot.zip")


@pytest.mark.parametrize("cut", [0, 1, 21, 22, 100, -1])
def test_a_file_cut_short_is_refused(sealed: Path, tmp_path: Path, cut: int) -> None:
    (tmp_path / "lot.zip").write_bytes(sealed.read_bytes()[:cut])
    with pytest.raises(DamagedBundleError):
        check_seal(tmp_path / "lot.zip")


def test_a_file_with_something_after_it_is_refused(sealed: Path, tmp_path: Path) -> None:
    (tmp_path / "lot.zip").write_bytes(sealed.read_bytes() + b"x")
    with pytest.raises(DamagedBundleError):
        check_seal(tmp_path / "lot.zip")


def test_a_bag_zipped_again_has_no_seal(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "lot.zip", "w") as archive:
        archive.writestr("a/texte", "x")
    assert check_seal(tmp_path / "lot.zip") is None


def test_a_later_format_is_named(sealed: Path, tmp_path: Path) -> None:
    later = sealed.read_bytes().replace(b"biblio-partage/1", b"biblio-partage/2")
    (tmp_path / "lot.zip").write_bytes(later)
    with pytest.raises(UnsuitableBundleError, match="biblio-partage/2"):
        check_seal(tmp_path / "lot.zip")
