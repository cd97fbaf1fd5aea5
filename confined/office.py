"""LibreOffice as a converter: found where it is installed, run alone, without macros, links or network.

To be asked for within a limited process. Each conversion has its own profile in a temporary folder, so that
it neither finds the settings of a person nor waits for the LibreOffice they have open. The program itself is
started rather than its launcher: what is killed when time is over is then what works.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from time import time

from confined.confinement import helper_limits

#: Wall-clock seconds of one conversion; a document that fails has a second within the time of its process.
TIMEOUT_S = 50
_CPU_S = 45
#: LibreOffice reserves far more address space than it uses.
_MEMORY_MB = 8_192
#: How it ends when it has just made its profile and wants to be started again.
_RESTART = 81
_STARTS = 2
_PREFIX = "fonds-office-"
_ABANDONED_S = 3_600

#: Kinds that its Impress reads, all others being Writer's.
_SLIDES = frozenset({"ppt", "pptx", "odp"})
#: Where installers put it when the path of commands does not know it.
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
#: What a document asks for is not done: no macros, nothing fetched, no links brought up to date.
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
)
#: So that slide 4 is page 4 of the PDF, hidden slides before it or not.
_ALL_SLIDES = 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">{}</oor:items>
"""
_ITEM = """
<item oor:path="/org.openoffice.Office.{}">
<prop oor:name="{}" oor:op="fuse"><value>{}</value></prop>
</item>"""


class OfficeError(Exception):
    """A file was not converted, and it is no fault of the file's own."""


class OfficeMissingError(OfficeError):
    """LibreOffice, or its part that reads such files, is not installed."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        #: `writer` or `impress`.
        self.part = part


class OfficeSlowError(OfficeError):
    """It needed longer than TIMEOUT_S."""


class OfficeBrokenError(OfficeError):
    """It works for no file."""


def find_office() -> Path | None:
    """The program to start, None where LibreOffice is not installed."""
    launcher = shutil.which("soffice") or shutil.which("libreoffice")
    places = [launcher] if launcher else [place for place in _USUAL_PLACES if Path(place).is_file()]
    for place in places:
        program = Path(place).resolve().with_name("soffice.bin")
        return program if program.is_file() else Path(place)
    return None


def find_part(part: str) -> bool:
    """Whether LibreOffice is here with its `writer` or `impress`, which distributions install apart."""
    program = find_office()
    if program is None:
        return False
    registry = program.parent.parent / "share" / "registry"
    # Where it keeps its parts elsewhere (macOS), all come together.
    return (registry / f"{part}.xcd").is_file() or not (registry / "main.xcd").is_file()


def office_version() -> str:
    """What tells one installation from another: program, size, time, parts; empty where there is none."""
    program = find_office()
    if program is None:
        return ""
    stamp = program.stat()
    parts = "".join(part[0] for part in ("writer", "impress") if find_part(part))
    return f"{stamp.st_size}-{stamp.st_mtime_ns}-{parts}"


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder for conversions; one that a killed process has left behind goes after an hour."""
    for folder in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time() - folder.stat().st_mtime > _ABANDONED_S:
                shutil.rmtree(folder)
    with TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        yield Path(name)


def convert(path: Path, *, source: str, target: str, folder: Path) -> Path | None:
    """Convert a file, of the kind `source` (`doc`), to the kind `target` (`pdf`) within a temporary folder.

    Returns the new file, None when LibreOffice could not read the old one; raises an OfficeError when it, or
    its part that reads such files, is not installed, when it needs too long, or when it works for no file.
    """
    program = find_office()
    part = "impress" if source in _SLIDES else "writer"
    if program is None or not find_part(part):
        raise OfficeMissingError(part)
    try:
        result = _convert(program, path, source=source, target=target, folder=folder)
    except OfficeSlowError as too_slow:
        if not _works():
            raise OfficeBrokenError(str(too_slow)) from too_slow
        raise
    if result is None and not _works():
        raise OfficeBrokenError(path.name)
    return result


@lru_cache(maxsize=1)
def _works() -> bool:
    """Whether LibreOffice converts a line of text: asked once a process, when it failed on a document."""
    program = find_office()
    if program is None or not find_part("writer"):
        return program is not None  # nothing to try it on
    try:
        with temporary_folder() as folder:
            return (
                _convert(program, folder / "essai.txt", source="txt", target="odt", folder=folder) is not None
            )
    except (OfficeError, OSError):
        return False


def _convert(program: Path, path: Path, *, source: str, target: str, folder: Path) -> Path | None:
    copy = folder / f"document.{source}"  # LibreOffice trips over some names
    if not copy.exists():
        shutil.copyfile(path, copy)
        _make_profile(folder / "profile")
    command = [
        *(
            str(program),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
        ),
        *(
            "--convert-to",
            _ALL_SLIDES if source in _SLIDES and target == "pdf" else target,
            "--outdir",
            str(folder),
            str(copy),
        ),
    ]
    for _ in range(_STARTS):
        if _run(command, path, folder) != _RESTART:
            break
    result = copy.with_suffix(f".{target}")
    return result if result.exists() else None


def _run(command: list[str], path: Path, folder: Path) -> int:
    limits = helper_limits(memory_mb=_MEMORY_MB, cpu_s=_CPU_S) if os.name == "posix" else None
    try:
        return subprocess.run(  # noqa: S603 - a fixed program and paths of our own
            command,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT_S,
            preexec_fn=limits,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired as error:
        raise OfficeSlowError(path.name) from error


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of ours but what programs need to run; a proxy that is none stops what settings let through."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMPDIR") if name in os.environ}
    dead_end = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9")
    return {**kept, **dead_end, "HOME": str(folder), "LC_ALL": "C.UTF-8"}


def _make_profile(profile: Path) -> None:
    items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items), encoding="utf-8")
