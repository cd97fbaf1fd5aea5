"""Markup: HTML in what a repository tells, as catalogues that are web sites keep their descriptions.

Read as words, a description begins with « <p> », and a title holds « &laquo; ». Only what HTML calls an
element is taken for one: « R&D » and « x < y » stay as they are.
"""

import re
from html import unescape

from lxml.html import defs

_ELEMENT = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
#: What stands between these is nothing that is read.
_UNREAD = (("<!--", "-->"), (r"<script\b[^<>]*>", r"</script\s*>"), (r"<style\b[^<>]*>", r"</style\s*>"))
_PASSED_OVER = tuple(
    (re.compile(f"{begins}.*?{ends}", re.DOTALL | re.IGNORECASE), re.compile(ends, re.IGNORECASE))
    for begins, ends in _UNREAD
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});")
#: Elements within a word or a line; all others part words.
_INLINE = (defs.phrase_tags | defs.font_style_tags | {"a", "font", "q", "span", "sub", "sup"}) - {"br"}


def without_markup(text: str) -> str:
    """The words of a value; its own where it holds no markup."""
    if "<" in text:
        text = _ELEMENT.sub(_between, _read(text))
    return _ENTITY.sub(lambda entity: unescape(entity[0]), text) if "&" in text else text


def _read(text: str) -> str:
    """A text without what nobody reads.

    Looked for up to the last end of its kind: a thousand beginnings after it would each be followed to the
    end of the text, in vain.
    """
    for passed_over, ends in _PASSED_OVER:
        last = max((each.end() for each in ends.finditer(text)), default=0)
        text = passed_over.sub(" ", text[:last]) + text[last:]
    return text


def _between(element: re.Match[str]) -> str:
    """What an element leaves between the words around it; itself where HTML has no such element."""
    name = element[1].lower()
    if name in _INLINE:
        return ""
    return " " if name in defs.tags else element[0]
