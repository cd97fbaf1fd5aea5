import shutil
import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exchange.bundles.errors import DamagedBundleError
from exchange.bundles.signing import PublicKey, check, public_key, sign

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
MESSAGE = b"ce qui est dit\n"


def test_what_is_signed_is_read_back_with_its_comment() -> None:
    assert check(public_key(KEY), MESSAGE, sign(KEY, MESSAGE, "seq:7")) == "seq:7"


@pytest.mark.skipif(shutil.which("minisign") is None, reason="minisign is not installed")
def test_minisign_agrees(tmp_path) -> None:
    (tmp_path / "m").write_bytes(MESSAGE)
    (tmp_path / "m.minisig").write_text(sign(KEY, MESSAGE, "seq:7"))
    command = ["minisign", "-V", "-m", "m", "-P", public_key(KEY).text]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ended.returncode, "seq:7" in ended.stdout) == (0, True)


@pytest.mark.parametrize(
    ("key", "message", "minisig"),
    [
        (OTHER, MESSAGE, sign(KEY, MESSAGE, "seq:7")),
        (KEY, MESSAGE + b"x", sign(KEY, MESSAGE, "seq:7")),
        (KEY, MESSAGE, sign(KEY, MESSAGE, "seq:7").replace("seq:7", "seq:8")),
        (KEY, MESSAGE, sign(KEY, MESSAGE, "seq:7").replace("\nR", "\nS")),
        (KEY, MESSAGE, "untrusted comment: \n\n\n\n"),
        (KEY, MESSAGE, ""),
    ],
)
def test_anything_else_is_refused(key, message, minisig) -> None:
    with pytest.raises(DamagedBundleError):
        check(public_key(key), message, minisig)


def test_every_byte_of_a_signature_counts() -> None:
    minisig = sign(KEY, MESSAGE, "seq:7")
    first = minisig.index("\n") + 1  # what stands before is called untrusted because nobody signs it
    for at in range(first, len(minisig)):
        changed = minisig[:at] + chr(ord(minisig[at]) ^ 1) + minisig[at + 1 :]
        with pytest.raises(DamagedBundleError):
            check(public_key(KEY), MESSAGE, changed)


def test_a_fingerprint_can_be_read_aloud() -> None:
    groups = public_key(KEY).fingerprint.split()
    assert [len(each) for each in groups] == [5] * 6
    assert "".join(groups).isdigit()
    assert public_key(OTHER).fingerprint != public_key(KEY).fingerprint


def test_a_line_that_is_no_key_is_said() -> None:
    for text in ("", "RW", "é" * 56, "A" * 56):
        with pytest.raises(DamagedBundleError):
            _ = PublicKey(text).raw
