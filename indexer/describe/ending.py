"""An expression that ends where a text does, looked for from no further off than it may begin.

Python tries an expression from the beginning of a text, letter after letter, also one that only matches at
the end. How many letters a match takes at most is told once; where no limit is known all is tried.
"""

import re
import sys

from indexer.describe.expressions import longest
from indexer.describe.phrase import wordings


class Ending:
    """One expression, each alternative of which ends with `$`."""

    def __init__(self, expression: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        each = list(wordings(expression))
        if not all(one.endswith("$") for one in each) or flags & (re.MULTILINE | re.VERBOSE):
            raise ValueError(expression)
        # One letter more, since an expression may end before the last end of a line as well.
        self._wordings = [(re.compile(one, flags), int(min(longest(one) + 1, sys.maxsize))) for one in each]

    def ends(self, text: str) -> bool:
        """Whether a text ends so."""
        length = len(text)
        return any(wording.search(text, max(0, length - reach)) for wording, reach in self._wordings)
