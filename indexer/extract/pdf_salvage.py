"""A PDF whose end is lost, with a new end: as a download that was cut short leaves it.

The end of a PDF tells where everything else stands; without it its readers open nothing, though most pages
may be whole. What a page is stands beside it (ISO 32000-1, 7.7.3.3), so a list of the pages that are left is
written anew, and pdfium finds the rest by looking. Pages that stand in compressed streams of objects are not
found.
"""

import re
from dataclasses import dataclass, field
from itertools import islice

_OBJECT = re.compile(rb"(?<![^\s\0])(\d{1,7})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj\b")
#: Objects looked at; books of thousands of pages have a tenth.
_MOST_OBJECTS = 500_000
#: Bytes of an object in which its kind is looked for.
_HEAD = 2_000
_KIND = re.compile(rb"/Type\s*/(Catalog|Pages|Page)(?![A-Za-z])")
_TREE = re.compile(rb"/Pages\s+(\d+)\s")
_COUNT = re.compile(rb"/Count\s+(\d+)")
#: What only the description of the whole file has (ISO 32000-1, 14.3.3).
_DESCRIPTION = re.compile(rb"/(?:CreationDate|Producer)\b")
_ENCRYPTION = re.compile(rb"/Filter\s*/Standard\b")
_END = b"endobj"


@dataclass(slots=True)
class _Found:
    """The objects that are left, each by its number with its reference."""

    pages: dict[int, bytes] = field(default_factory=dict)
    #: Pages that each node of the tree promises.
    promised: dict[int, int] = field(default_factory=dict)
    #: The whole document's object, and the node of the tree it begins at.
    root: bytes = b""
    tree: int = -1
    description: bytes = b""
    last: int = 0


def with_new_end(content: bytes) -> bytes | None:
    """The file as a reader can open it; None where no page is left, or a password locked it."""
    if _ENCRYPTION.search(content):
        return None
    content = _without_stub(content)
    found = _look(content)
    if not found.pages:
        return None
    if found.root and found.promised.get(found.tree) == len(found.pages):
        return content + _trailer(found.root, found)
    return content + _new_tree(found)


def _without_stub(content: bytes) -> bytes:
    """Without an object or a table that was begun last, but with the stream that was: half a page is text."""
    last = content.rfind(_END)
    if last < 0 or b"stream" in content[last:]:
        return content + b"\nendstream\nendobj\n"
    return content[: last + len(_END)] + b"\n"


def _look(content: bytes) -> _Found:
    """Every object that says what it is; of one that was written twice the later."""
    found = _Found()
    for match in islice(_OBJECT.finditer(content), _MOST_OBJECTS):
        number, reference = int(match[1]), b"%s %s R" % (match[1], match[2])
        found.last = max(found.last, number)
        head = content[match.end() : match.end() + _HEAD].split(_END)[0].split(b"stream")[0]
        kind = _KIND.search(head)
        if kind is None:
            found.description = reference if _DESCRIPTION.search(head) else found.description
        elif kind[1] == b"Page":
            found.pages[number] = reference
        elif kind[1] == b"Pages" and (count := _COUNT.search(head)):
            found.promised[number] = int(count[1])
        elif kind[1] == b"Catalog" and (tree := _TREE.search(head)):
            found.root, found.tree = reference, int(tree[1])
    return found


def _new_tree(found: _Found) -> bytes:
    tree, root = found.last + 1, found.last + 2
    kids = b" ".join(found.pages.values())
    return (
        b"%d 0 obj\n<</Type/Pages/Count %d/Kids[%s]>>\nendobj\n" % (tree, len(found.pages), kids)
        + b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (root, tree)
        + _trailer(b"%d 0 R" % root, found)
    )


def _trailer(root: bytes, found: _Found) -> bytes:
    info = b"/Info %s" % found.description if found.description else b""
    return b"trailer\n<</Root %s%s/Size %d>>\nstartxref\n0\n%%%%EOF\n" % (root, info, found.last + 3)
