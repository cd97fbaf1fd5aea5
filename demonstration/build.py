"""From the texts to the files: each source to its writer by the suffix of its file, each notice beside it."""

from collections.abc import Callable
from pathlib import Path

import tomlkit

from demonstration.source import Source, read_sources
from demonstration.writers import docx, html, odt, pdf, pptx, rtf, scan, text

#: Records of the rooms, one notice each.
ROOMS = Path(__file__).parent / "rooms"
Writer = Callable[[Source, Path], None]
WRITERS: dict[str, Writer] = {
    ".docx": docx.write,
    ".eml": html.write_mail,
    ".html": html.write,
    ".md": text.write_markdown,
    ".odt": odt.write,
    ".pdf": pdf.write,
    ".pptx": pptx.write,
    ".rtf": rtf.write,
    ".txt": text.write,
}


def build(corpus: Path) -> list[Path]:
    """Write every document, notice and record of a room under `corpus`; returns the files in order."""
    written: list[Path] = []
    for source in read_sources():
        if source.file:
            written.append(_write_document(source, corpus / source.file))
        if source.notice:
            name = source.notice_file or f"{source.file}.toml"
            written.append(_write_notice(source, corpus / name))
    return [*written, *(_write_record(path, corpus) for path in sorted(ROOMS.glob("*/*.toml")))]


def _write_record(source: Path, corpus: Path) -> Path:
    """A record of a room, which is a notice as it stands."""
    path = corpus / source.relative_to(ROOMS)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(source.read_bytes())
    return path


def _write_document(source: Source, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = scan.write if source.layout == "scan" else WRITERS[path.suffix.lower()]
    writer(source, path)
    return path


def _write_notice(source: Source, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(tomlkit.dumps(source.notice), encoding="utf-8", newline="\n")
    return path
