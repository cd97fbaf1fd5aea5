"""Where a file says it was found on the web: a saved page, a print of one, a book.

Only told, never fetched. The first address of the web that is told counts, in the order of how surely it is
this very page's: what the program that saved it wrote, then what the page says of itself.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urljoin

from lxml import etree

from catalogue.web_address import LONGEST, is_web_address
from indexer.extract.layout import Sheet

#: Bytes in which browsers write where a page was saved from.
HEAD = 4096
_SAVED = re.compile(rb"<!--\s*saved from url=\(\d{4,5}\)(\S+)\s*-->", re.IGNORECASE)
#: A line at the edge of a printed page: the address alone, or with the number of the page at its end.
_PRINTED = re.compile(r"(?:.*\s)?(https?://\S+)(?:\s+\d{1,4}(?:\s?/\s?\d{1,4})?)?", re.IGNORECASE)
#: Share of a page, from its edges, where a browser prints the address.
_EDGE = 0.08


def first_origin(told: Iterable[str | None]) -> str:
    """The first of some values that is an address of the web; empty when none is."""
    return next((each.strip() for each in told if each and is_web_address(each.strip())), "")


def page_origin(content: bytes, root: etree._Element) -> str:
    """Where a saved web page was: what its browser wrote, else what its head says."""
    saved = _SAVED.search(content[:HEAD])
    base = _attribute(root, "//head/base/@href")
    canonical = _attribute(
        root, "//link[contains(concat(' ', normalize-space(@rel), ' '), ' canonical ')]/@href"
    )
    graph = _attribute(root, "//meta[@property='og:url']/@content")
    at = saved[1].decode("utf-8", "replace") if saved else ""
    return first_origin((at, _joined(base or at, canonical), graph, base))


def printed_origin(sheets: Sequence[Sheet]) -> str:
    """The address that a browser printed at the edge of every page; empty for what no browser printed."""
    seen = Counter(found for sheet in sheets for found in {*_printed(sheet)})
    address, pages = next(iter(seen.most_common(1)), ("", 0))
    return address if address and pages == len(sheets) else ""


def _printed(sheet: Sheet) -> Iterable[str]:
    for line in sheet.lines:
        at_edge = line.top < _EDGE or line.top > 1 - _EDGE
        if at_edge and len(line.text) <= LONGEST and (found := _PRINTED.fullmatch(line.text.strip())):
            yield found[1]


def _attribute(root: etree._Element, path: str) -> str:
    found = root.xpath(path)
    return str(found[0])[: LONGEST + 1].strip() if isinstance(found, list) and found else ""


def _joined(base: str, address: str) -> str:
    """An address as it stands, or against the one of its page."""
    try:
        return urljoin(base, address) if base and address else address
    except ValueError:
        return ""
