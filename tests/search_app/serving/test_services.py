"""The units and the Windows service of the guide: systemd verifies its own; no Windows is at hand."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "mettre-en-ligne.md").read_text(encoding="utf-8")
PROGRAM = "/opt/fonds/bin/fonds"
#: What WinSW knows of (https://github.com/winsw/winsw/blob/v3/docs/xml-config-file.md), as far as it is used.
KNOWN = {"id", "name", "description", "executable", "arguments", "onfailure", "stoptimeout", "log"}


def units() -> dict[str, str]:
    """Name of a file → what the guide puts into it."""
    found = re.findall(
        r"`/etc/systemd/system/([\w.-]+)`[^`]*(?:`[^`]*`[^`]*)?```ini\n(.*?)```", GUIDE, re.DOTALL
    )
    return dict(found)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd: its units are not verified")
def test_systemd_has_nothing_to_say_of_the_units(tmp_path: Path) -> None:
    written = units()
    assert set(written) == {"fonds.service", "fonds-backup.service", "fonds-backup.timer"}
    for name, text in written.items():
        (tmp_path / name).write_text(
            text.replace(f"={PROGRAM}", f"={shutil.which('true')}"), encoding="utf-8"
        )
    command = ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in written)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


def test_the_windows_service_is_well_formed_and_says_what_its_program_knows() -> None:
    block = re.search(r"```xml\n(.*?)```", GUIDE, re.DOTALL)
    assert block is not None
    service = etree.fromstring(block[1])
    assert service.tag == "service" and {each.tag for each in service} <= KNOWN
    assert service.findtext("arguments", "").split()[0] == "serve"
