"""OpenDocument texts, by hand after OpenDocument 1.3: content, styles and metadata in a zip."""

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from demonstration import blocks as b
from demonstration.source import Source
from demonstration.writers.archive import write_zip
from demonstration.writers.odt_styles import HEAD, NAMESPACES, automatic, named

MIMETYPE = "application/vnd.oasis.opendocument.text"


def write(source: Source, path: Path) -> None:
    """Write the source as an OpenDocument text; its type comes first, uncompressed (part 2, §3.3)."""
    parts = {
        "mimetype": MIMETYPE,
        "content.xml": _content(source),
        "styles.xml": named(source),
        "meta.xml": _meta(source),
        "META-INF/manifest.xml": _manifest(),
    }
    entries = [(name, text.encode()) for name, text in parts.items()]
    write_zip(path, entries, source.date, stored=frozenset({"mimetype"}))


def _content(source: Source) -> str:
    opening = [
        ("Kicker", source.kicker),
        ("Title", source.title),
        ("Subtitle", source.subtitle),
        ("Dated", source.dated),
    ]
    lines = [f'<text:p text:style-name="{style}">{escape(text)}</text:p>' for style, text in opening if text]
    writer = Writer()
    lines += [writer.block(block) for block in source.blocks]
    lines.append(f'<text:p text:style-name="Note">{escape(source.note)}</text:p>')
    return (
        f'{HEAD}<office:document-content {NAMESPACES} office:version="1.3">'
        f"<office:automatic-styles>{automatic(source)}</office:automatic-styles>"
        f"<office:body><office:text>{''.join(lines)}</office:text></office:body></office:document-content>"
    )


class Writer:
    """Blocks to OpenDocument elements; counts notes and frames, which need names of their own."""

    def __init__(self) -> None:
        self.notes = self.frames = 0

    def block(self, block: b.Block) -> str:
        """The element, or elements, of one block."""
        match block:
            case b.Heading(level, runs):
                style = f'text:style-name="Heading_{level}" text:outline-level="{level}"'
                return f"<text:h {style}>{self._runs(runs)}</text:h>"
            case b.Paragraph(runs):
                return self._paragraph("Body", runs)
            case b.Quote(runs):
                return self._paragraph("Quote", runs)
            case b.Items(items, ordered):
                inner = "".join(
                    f"<text:list-item>{self._paragraph('Item', runs)}</text:list-item>" for runs in items
                )
                return (
                    f'<text:list text:style-name="{"Numbers" if ordered else "Bullets"}">{inner}</text:list>'
                )
            case b.Table(header, rows):
                return self._table(header, rows)
            case b.Chart(title, bars, unit):
                rows = tuple(((b.Run(label),), (b.Run(f"{value:n}{unit}"),)) for label, value in bars)
                return self._table(((b.Run(title),), (b.Run("Valeur"),)), rows)
            case b.Box(paragraphs):
                return self._box(paragraphs)
            case b.PageBreak():
                return '<text:p text:style-name="Break"/>'
            case b.SpeakerNotes():
                return ""

    def _paragraph(self, style: str, runs: b.Runs) -> str:
        return f'<text:p text:style-name="{style}">{self._runs(runs)}</text:p>'

    def _table(self, header: tuple[b.Runs, ...], rows: tuple[tuple[b.Runs, ...], ...]) -> str:
        self.frames += 1
        columns = f'<table:table-column table:number-columns-repeated="{len(header)}"/>'
        head = f"<table:table-header-rows>{self._row(header, 'Head')}</table:table-header-rows>"
        lines = "".join(self._row(row, "Cell") for row in rows)
        return f'<table:table table:name="Tableau{self.frames}">{columns}{head}{lines}</table:table>'

    def _row(self, cells: tuple[b.Runs, ...], style: str) -> str:
        inner = "".join(
            f'<table:table-cell table:style-name="{style}" office:value-type="string">'
            f"{self._paragraph('In' + style, runs)}</table:table-cell>"
            for runs in cells
        )
        return f"<table:table-row>{inner}</table:table-row>"

    def _box(self, paragraphs: tuple[b.Runs, ...]) -> str:
        self.frames += 1
        inner = "".join(self._paragraph("InBox", runs) for runs in paragraphs)
        return (
            '<text:p text:style-name="Body">'
            f'<draw:frame draw:name="Cadre{self.frames}" draw:style-name="Frame"'
            ' text:anchor-type="as-char" svg:width="16cm"><draw:text-box fo:min-height="1cm">'
            f"{inner}</draw:text-box></draw:frame></text:p>"
        )

    def _runs(self, runs: b.Runs) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: b.Run) -> str:
        text = escape(run.text)
        for on, style in ((run.bold, "B"), (run.italic, "I")):
            text = f'<text:span text:style-name="{style}">{text}</text:span>' if on else text
        if run.note:
            self.notes += 1
            text += (
                f'<text:note text:id="n{self.notes}" text:note-class="footnote">'
                f"<text:note-citation>{self.notes}</text:note-citation><text:note-body>"
                f'<text:p text:style-name="Note">{escape(run.note)}</text:p></text:note-body></text:note>'
            )
        return text


def _meta(source: Source) -> str:
    title, author = source.metadata.get("title", ""), source.metadata.get("author", "")
    described = (f"<dc:title>{escape(title)}</dc:title>" if title else "") + (
        f"<meta:initial-creator>{escape(author)}</meta:initial-creator><dc:creator>{escape(author)}</dc:creator>"
        if author
        else ""
    )
    moment = f"{source.date}T09:00:00"
    return (
        f'{HEAD}<office:document-meta {NAMESPACES} office:version="1.3"><office:meta>{described}'
        f"<meta:creation-date>{moment}</meta:creation-date><dc:date>{moment}</dc:date>"
        f"<dc:language>{source.language}</dc:language></office:meta></office:document-meta>"
    )


def _manifest() -> str:
    files = {"/": MIMETYPE, "content.xml": "text/xml", "styles.xml": "text/xml", "meta.xml": "text/xml"}
    entries = "".join(
        f"<manifest:file-entry manifest:full-path={quoteattr(name)} manifest:media-type={quoteattr(kind)}/>"
        for name, kind in files.items()
    )
    return f'{HEAD}<manifest:manifest {NAMESPACES} manifest:version="1.3">{entries}</manifest:manifest>'
