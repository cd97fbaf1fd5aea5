r"""Rich Text Format 1.9, by hand, in the Windows Latin 1 code page with `\u` escapes for what it lacks."""

from pathlib import Path

from demonstration import blocks as b
from demonstration.source import Source

SPECIAL = {"\\": r"\\", "{": r"\{", "}": r"\}", "\u00a0": r"\~", "\n": r"\line "}
#: Half-points, space before and after in twips, bold.
HEADINGS = {1: r"\keepn\sb240\sa120\b\cf1\fs28 ", 2: r"\keepn\sb160\sa80\b\fs23 "}
TEXT_WIDTH = 9200


def write(source: Source, path: Path) -> None:
    """Write the source as Rich Text Format."""
    red, green, blue = (int(source.accent[start : start + 2], 16) for start in (1, 3, 5))
    head = (
        r"{\rtf1\ansi\ansicpg1252\deff0\deflang1036{\fonttbl{\f0\fswiss\fcharset0 Arial;}}"
        rf"{{\colortbl;\red{red}\green{green}\blue{blue};\red107\green111\blue118;}}"
    )
    lines = [head, _information(source), r"\paperw11906\paperh16838\margl1350\margr1350\f0\fs20" + "\n"]
    opening = (
        (r"\b\cf2\fs18 ", source.kicker),
        (r"\sa120\b\cf1\fs38 ", source.title),
        (r"\cf2\fs24 ", source.subtitle),
    )
    lines += [
        _paragraph(style, _escaped(text)) for style, text in (*opening, (r"\sa240\i ", source.dated)) if text
    ]
    lines += [_block(block) for block in source.blocks]
    lines += [_paragraph(r"\sb240\cf2\fs16 ", _escaped(source.note)), "}"]
    path.write_bytes("".join(lines).encode("ascii"))


def _information(source: Source) -> str:
    """The document's own words about itself; nothing when it says nothing."""
    title, author = (_escaped(source.metadata.get(key, "")) for key in ("title", "author"))
    date = source.date
    created = rf"{{\creatim\yr{date.year}\mo{date.month}\dy{date.day}}}"
    return rf"{{\info{{\title {title}}}{{\author {author}}}{created}}}" + "\n"


def _paragraph(style: str, text: str) -> str:
    return rf"{{\pard\sa100 {style}{text}\par}}" + "\n"


def _block(block: b.Block) -> str:
    match block:
        case b.Heading(level, runs):
            return _paragraph(HEADINGS[level], _runs(runs))
        case b.Paragraph(runs):
            return _paragraph("", _runs(runs))
        case b.Quote(runs):
            return _paragraph(r"\li500\i ", _runs(runs))
        case b.Items(items, ordered):
            marks = (f"{n}." if ordered else r"\bullet" for n in range(1, len(items) + 1))
            return "".join(
                _paragraph(r"\fi-280\li400 ", rf"{mark}\tab {_runs(runs)}")
                for mark, runs in zip(marks, items, strict=True)
            )
        case b.Table(header, rows):
            return "".join(_row(cells, bold=n == 0) for n, cells in enumerate((header, *rows))) + _paragraph(
                "", ""
            )
        case b.Chart(title, bars, unit):
            lines = "".join(_row(((b.Run(label),), (b.Run(f"{value:n}{unit}"),))) for label, value in bars)
            return _paragraph(r"\b ", _escaped(title)) + lines + _paragraph("", "")
        case b.Box(paragraphs):
            return "".join(
                _paragraph(r"\box\brdrs\brdrw10\brsp80\li200\ri200 ", _runs(runs)) for runs in paragraphs
            )
        case b.PageBreak():
            return "\\page\n"
        case b.SpeakerNotes():
            return ""


def _row(cells: tuple[b.Runs, ...], *, bold: bool = False) -> str:
    edges = "".join(
        rf"\clbrdrb\brdrs\brdrw5\cellx{TEXT_WIDTH * (n + 1) // len(cells)}" for n in range(len(cells))
    )
    style = r"\keepn\b " if bold else ""
    texts = "".join(rf"{{{style}{_runs(runs)}}}\cell" + "\n" for runs in cells)
    return rf"\trowd\trgaph90{edges}\pard\intbl\sb40\sa40 {texts}\row" + "\n"


def _runs(runs: b.Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: b.Run) -> str:
    text = _escaped(run.text)
    text = rf"{{\b {text}}}" if run.bold else text
    text = rf"{{\i {text}}}" if run.italic else text
    note = (
        rf"{{\super\chftn}}{{\footnote\pard\fs16 {{\super\chftn}} {_escaped(run.note)}}}" if run.note else ""
    )
    return text + note


def _escaped(text: str) -> str:
    return "".join(_letter(letter) for letter in text)


def _letter(letter: str) -> str:
    if letter in SPECIAL:
        return SPECIAL[letter]
    if letter.isascii():
        return letter
    try:
        return rf"\'{letter.encode('cp1252')[0]:02x}"
    except UnicodeEncodeError:
        return rf"\u{ord(letter)}?"
