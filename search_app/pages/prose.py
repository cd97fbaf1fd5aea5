"""Prose: what the centre writes on its pages, Markdown in, HTML of nothing but text, lists and links out.

Lists and reports, which have an order of their own, take its words alone.
"""

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

#: Pages have a title already: headings begin below it, and go no deeper than this.
_DEEPEST = 4
# No HTML, and no image: one from elsewhere would tell others who reads here.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_block"])


@lru_cache(maxsize=64)
def prose(text: str, top: int = 2) -> Markup:
    """The text as HTML, its headings beginning at level `top` and never jumping a level."""
    tokens = _MARKDOWN.parse(text)
    headings = [each for each in tokens if each.type in ("heading_open", "heading_close")]
    last = top - 1
    for opened, closed in zip(headings[::2], headings[1::2], strict=True):
        last = min(int(opened.tag[1:]) + top - 1, last + 1, _DEEPEST)
        opened.tag = closed.tag = f"h{last}"
    # Safe: the renderer escapes all text, and HTML is off.
    return Markup(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))  # noqa: S704


def paragraphs(text: str) -> tuple[str, ...]:
    """Its words without the marks of Markdown: headings, paragraphs and lines of lists, in their order."""
    blocks = (each.children or [] for each in _MARKDOWN.parse(text) if each.type == "inline")
    said = (" ".join("".join(_word(each) for each in block).split()) for block in blocks)
    return tuple(filter(None, said))


def _word(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content
