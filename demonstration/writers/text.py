"""Plain text and Markdown, as people type them."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import fill

from demonstration import blocks as b
from demonstration.source import Source
from demonstration.writers.html import words

WIDTH = 76


def write(source: Source, path: Path) -> None:
    """Write the source as typed text, in its encoding, with the line ends of the machine it comes from."""
    heading = [
        source.kicker.upper(),
        source.title,
        "=" * len(source.title),
        source.subtitle,
        source.dated,
        "",
    ]
    parts = [
        *(line for line in heading[:1] if line),
        *heading[1:3],
        *(line for line in heading[3:5] if line),
        "",
    ]
    parts += ["\n".join(_wrapped(block)) + "\n" for block in source.blocks]
    ends = "\r\n" if source.encoding == "cp1252" else "\n"
    text = "\n".join([*parts, fill(source.note, WIDTH), ""]).replace("\u00a0", " ")
    path.write_bytes(text.replace("\n", ends).encode(source.encoding))


def write_markdown(source: Source, path: Path) -> None:
    """Write the source as Markdown, with a short heading some editors keep."""
    lines = [f"# {source.title}", "", *(f"*{text}*\n" for text in (source.subtitle, source.dated) if text)]
    lines += [f"{_markdown(block)}\n" for block in source.blocks]
    path.write_text(
        "\n".join([*lines, "---", "", source.note, ""]).replace("\u00a0", " "), encoding="utf-8", newline="\n"
    )


def _wrapped(block: b.Block) -> Iterator[str]:
    match block:
        case b.Heading(level, runs):
            yield from ("", b.plain(runs), ("-" if level == 1 else ".") * len(b.plain(runs)))
        case b.Items(items):
            yield from (fill(f"- {b.plain(runs)}", WIDTH, subsequent_indent="  ") for runs in items)
        case b.Quote(runs):
            yield fill(b.plain(runs), WIDTH, initial_indent="    ", subsequent_indent="    ")
        case b.Paragraph(runs):
            yield fill(b.plain(runs), WIDTH)
        case _:
            yield words(block)


def _markdown(block: b.Block) -> str:
    match block:
        case b.Heading(level, runs):
            return f"{'#' * (level + 1)} {b.plain(runs)}"
        case b.Paragraph(runs):
            return _runs(runs)
        case b.Quote(runs):
            return f"> {_runs(runs)}"
        case b.Items(items, ordered):
            return "\n".join(
                f"{f'{n}.' if ordered else '-'} {_runs(runs)}" for n, runs in enumerate(items, 1)
            )
        case b.Table(header, rows):
            lines = [f"| {' | '.join(_runs(cell) for cell in row)} |" for row in (header, *rows)]
            return "\n".join([lines[0], f"|{' --- |' * len(header)}", *lines[1:]])
        case b.Box(paragraphs):
            return "\n>\n".join(f"> {_runs(runs)}" for runs in paragraphs)
    return words(block)


def _runs(runs: b.Runs) -> str:
    return "".join(
        f"**{run.text}**" if run.bold else f"*{run.text}*" if run.italic else run.text for run in runs
    )
