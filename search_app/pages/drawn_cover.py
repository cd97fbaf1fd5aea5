"""A first page drawn from the text, for documents whose pages cannot be laid out: a sheet with its title.

Shown the size of a thumbnail, where one recognises a sheet by its shape: title and lines, not their words.
"""

import textwrap

from markupsafe import Markup, escape

#: The sheet's own units, those of an A4 page in millimetres; and what fits on it.
_WIDTH, _HEIGHT, _MARGIN = 210, 297, 22
_TITLE_LINES, _TITLE_LENGTH, _TITLE_STEP = 5, 22, 17
_LINE_LENGTH, _LINE_STEP = 62, 7
_SHEET = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
    'height="{height}">'
    '<path d="M0 0h{width}v{height}H0z" fill="#ffffff"/><path d="M0 0h{width}v8H0z" fill="#b5d3d9"/>'
    '<g font-family="serif" font-size="14" font-weight="600" fill="#1b252d">{title}</g>'
    '<g font-family="sans-serif" font-size="5.2" fill="#55606a">{text}</g></svg>'
)
_LINE = Markup('<text x="{x}" y="{y}">{text}</text>')


def drawn_cover(title: str, text: str) -> str:
    """The sheet as SVG; all that documents say is escaped in it."""
    said = textwrap.wrap(_plain(title), _TITLE_LENGTH, max_lines=_TITLE_LINES, placeholder=" …")
    top = 36 + len(said) * _TITLE_STEP
    room = (_HEIGHT - _MARGIN - top) // _LINE_STEP
    beginning = _plain(text[: _LINE_LENGTH * room * 2])
    lines = textwrap.wrap(beginning, _LINE_LENGTH)[:room]
    return str(
        _SHEET.format(
            width=_WIDTH,
            height=_HEIGHT,
            title=_lines(said, 36, _TITLE_STEP),
            text=_lines(lines, top, _LINE_STEP),
        )
    )


def _lines(lines: list[str], top: int, step: int) -> Markup:
    return Markup("").join(
        _LINE.format(x=_MARGIN, y=top + number * step, text=escape(line)) for number, line in enumerate(lines)
    )


def _plain(text: str) -> str:
    """Spaces single, and none of the characters that XML cannot hold."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
