"""From the texts to the files: each source to its writer by the suffix of its file, each notice beside it."""

from collections.abc import Callable
from pathlib import Path

import tomlkit

from demonstration.source import Source, read_sources
from demonstration.writers import docx, html, odt, pdf, pptx, rtf, scan, text

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
    """Write every document and notice under `corpus`; returns the files, in the order of the texts."""
    written: list[Path] = []
    for source in read_sources():
        if source.file:
            written.append(_write_document(source, corpus / source.file))
        if source.notice:
            name = source.notice_file or f"{source.file}.toml"
            written.append(_write_notice(source, corpus / name))
    return written


def _write_document(source: Source, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = scan.write if source.layout == "scan" else WRITERS[path.suffix.lower()]
    writer(source, path)
    return path


def _write_notice(source: Source, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(tomlkit.dumps(source.notice), encoding="utf-8", newline="\n")
    return path
