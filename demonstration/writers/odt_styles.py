"""How the OpenDocument texts look: named styles, and the automatic ones content refers to."""

from demonstration.source import Source

PREFIXES = (
    ("office", "office"),
    ("text", "text"),
    ("style", "style"),
    ("table", "table"),
    ("draw", "drawing"),
    ("meta", "meta"),
    ("manifest", "manifest"),
    ("fo", "xsl-fo-compatible"),
    ("svg", "svg-compatible"),
)
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
DUBLIN_CORE = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
NAMESPACES = " ".join([*(f'xmlns:{prefix}="{OASIS}:{name}:1.0"' for prefix, name in PREFIXES), DUBLIN_CORE])
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
AFTER = 'fo:margin-bottom="0.22cm"'
CELL = 'fo:padding="0.12cm" fo:border="0.5pt solid #b8bcc2"'
GREY = 'fo:color="#6b6f76"'
BOLD = 'fo:font-weight="bold"'
LISTS = (
    '<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
    '<style:list-level-properties text:space-before="0.4cm" text:min-label-width="0.5cm"/>'
    "</text:list-level-style-bullet></text:list-style>"
    '<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-format="1"'
    ' style:num-suffix="."><style:list-level-properties text:space-before="0.4cm"'
    ' text:min-label-width="0.6cm"/>'
    "</text:list-level-style-number></text:list-style>"
)


def automatic(source: Source) -> str:
    """The styles that belong to the content: bold and italic words, cells, new pages."""
    return (
        f'<style:style style:name="B" style:family="text"><style:text-properties {BOLD}/></style:style>'
        '<style:style style:name="I" style:family="text">'
        '<style:text-properties fo:font-style="italic"/></style:style>'
        '<style:style style:name="Break" style:family="paragraph">'
        '<style:paragraph-properties fo:break-before="page"/></style:style>'
        '<style:style style:name="Cell" style:family="table-cell">'
        f"<style:table-cell-properties {CELL}/></style:style>"
        '<style:style style:name="Head" style:family="table-cell">'
        f'<style:table-cell-properties {CELL} fo:background-color="{source.accent}"/></style:style>'
    )


def named(source: Source) -> str:
    """The whole of styles.xml."""
    fonts = '<style:font-face style:name="Liberation Sans" svg:font-family="Liberation Sans"/>'
    styles = "".join(_style(name, *properties) for name, properties in _roles(source).items())
    frame = (
        '<style:style style:name="Frame" style:family="graphic"><style:graphic-properties fo:padding="0.3cm"'
        f' fo:border="0.8pt solid {source.accent}" fo:background-color="#f4f4f1"/></style:style>'
    )
    return (
        f'{HEAD}<office:document-styles {NAMESPACES} office:version="1.3">'
        f"<office:font-face-decls>{fonts}</office:font-face-decls>"
        f"<office:styles>{styles}{frame}{LISTS}</office:styles></office:document-styles>"
    )


def _roles(source: Source) -> dict[str, tuple[str, str]]:
    """Paragraph and text properties of each role."""
    colour = f'fo:color="{source.accent}"'
    return {
        "Body": (f'{AFTER} fo:line-height="130%"', 'fo:font-size="10.5pt"'),
        "Item": ('fo:margin-bottom="0.1cm"', 'fo:font-size="10.5pt"'),
        "Quote": (f'fo:margin-left="0.8cm" {AFTER}', 'fo:font-size="10.5pt" fo:font-style="italic"'),
        "Kicker": (AFTER, f'fo:font-size="9pt" {BOLD} {GREY}'),
        "Title": (AFTER, f'fo:font-size="21pt" {BOLD} {colour}'),
        "Subtitle": (AFTER, f'fo:font-size="13pt" {GREY}'),
        "Dated": ('fo:margin-bottom="0.6cm"', 'fo:font-size="9.5pt" fo:font-style="italic"'),
        "Heading_1": (f'fo:margin-top="0.5cm" {AFTER}', f'fo:font-size="14pt" {BOLD} {colour}'),
        "Heading_2": (f'fo:margin-top="0.35cm" {AFTER}', f'fo:font-size="11.5pt" {BOLD}'),
        "InHead": ("", f'fo:font-size="9.5pt" {BOLD} fo:color="#ffffff"'),
        "InCell": ("", 'fo:font-size="9.5pt"'),
        "InBox": ('fo:margin-bottom="0.1cm"', 'fo:font-size="10pt"'),
        "Note": ('fo:margin-top="0.3cm"', f'fo:font-size="8pt" {GREY}'),
    }


def _style(name: str, paragraph: str, text: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties {paragraph}/>'
        f'<style:text-properties style:font-name="Liberation Sans" {text}/></style:style>'
    )
