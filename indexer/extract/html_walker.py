"""The walk through HTML: text flows until an element that begins a new line."""

import re

from lxml import etree

from indexer.extract.walker import Walker

#: Never text of the page, even of one that seems to have no other.
_NEVER = frozenset(["script", "style", "head", "svg", "object"])
#: Not text of the page where it has text of its own.
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "nav",
        "svg",
        "iframe",
        "object",
        "datalist",
        "button",
    ]
)
#: Kinds of fields whose value somebody typed, or would read.
_TYPED = frozenset({"", "text", "number", "date", "month", "email", "tel", "url"})
_SKIPPED_ROLES = frozenset({"navigation", "search", "contentinfo", "menu", "menubar"})
#: Words in `class` and `id` of what surrounds a page, believed of blocks that are mostly links.
_AROUND = frozenset({"ariane", "breadcrumb", "breadcrumbs", "footer", "menu", "nav", "navbar", "navigation"})
_MOSTLY_LINKS = 0.5
#: Characters.
_LONGEST_MENU = 5_000
#: Everything else begins a line of its own.
_INLINE = frozenset(
    {
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
        ),
        *(
            "i",
            "img",
            "input",
            "ins",
            "kbd",
            "label",
            "mark",
            "math",
            "nobr",
            "output",
            "q",
            "rp",
            "rt",
            "ruby",
        ),
        *("s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    }
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WORD = re.compile(r"[a-z]+")
#: What an element's own style says of text that no reader sees.
_UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)


class HtmlWalker(Walker):
    """Pours HTML into a flow."""

    def __init__(self, *, everything: bool = False) -> None:
        """With `everything`, menus, footers and what is shown without scripts are read too."""
        super().__init__()
        self._preformatted = 0
        self._skipped = _NEVER if everything else _SKIPPED
        self._everything = everything

    def skips(self, element: etree._Element) -> bool:
        """Leave out scripts, controls, and the menus and footers around a page."""
        if not isinstance(element.tag, str) or element.tag in self._skipped:
            return True
        if not self._everything and _is_unseen(element):
            return True
        if element.tag == "option" and element.get("selected") is None:
            return True  # of a list, what was chosen is told
        return not self._everything and _is_around(element)

    def enter(self, element: etree._Element) -> None:
        """Begin what the element begins, then take its characters."""
        tag = str(element.tag)
        self._preformatted += tag == "pre"
        if tag == "br":
            self.flow.write("\n")
        elif tag not in _INLINE:
            self.flow.end_paragraph()
        if tag == "tr":
            self.flow.begin_row()
        elif tag in ("td", "th"):
            self.flow.begin_cell()
        elif tag == "input" and element.get("type", "").lower() in _TYPED:
            self._write(f" {element.get('value', '')} ")
        self._write(element.text)

    def after(self, element: etree._Element) -> None:
        """Take the characters of the parent that follow a child."""
        self._write(element.tail)

    def leave(self, element: etree._Element) -> None:
        """End what the element began."""
        tag = str(element.tag)
        self._preformatted -= tag == "pre"
        if tag in ("td", "th"):
            self.flow.end_cell()
        elif tag == "tr":
            self.flow.end_row()
        elif tag != "br" and tag not in _INLINE:
            self.flow.end_paragraph(_HEADINGS.get(tag, 0))

    def _write(self, text: str | None) -> None:
        if text:
            self.flow.write(text if self._preformatted else _SPACE.sub(" ", text))


def _is_unseen(element: etree._Element) -> bool:
    """Whether the page itself says that an element is not shown."""
    if element.get("hidden") is not None or (element.tag == "dialog" and element.get("open") is None):
        return True
    return _UNSEEN.search(element.get("style", "")) is not None


def _is_around(element: etree._Element) -> bool:
    """Whether a block stands around the text of a page rather than in it."""
    if element.get("role", "").lower() in _SKIPPED_ROLES:
        return True
    if element.tag == "footer":
        return not any(parent.tag in ("article", "blockquote") for parent in element.iterancestors())
    if element.tag in ("html", "body", "main", "article"):
        return False
    names = f"{element.get('id', '')} {element.get('class', '')}".lower()
    return not _AROUND.isdisjoint(_WORD.findall(names)) and _is_mostly_links(element)


def _is_mostly_links(element: etree._Element) -> bool:
    """Whether more than half of a block's characters are links; a long block is never looked through."""
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > _LONGEST_MENU:
            return False
    links = sum(len("".join(link.itertext()).strip()) for link in element.iter("a"))
    return links > _MOSTLY_LINKS * length
