"""Titles in the order of a shelf: without the quotes and the article they begin with."""

import re

#: Folded already: no capitals, no accents.
_OPENING = re.compile(r"^[\W_]*(?:(?:le|la|les|un|une|des|du|the|a|an)\s+|l['’]\s*)?[\W_]*")


def filing_title(folded: str) -> str:
    """What a folded title is sorted by; the title itself when nothing else would remain."""
    return _OPENING.sub("", folded, count=1) or folded
