"""Boxes of messages (MBOX), as mail programs keep and export them: a section or more each.

One file of the corpus is one record, so a box that was copied there by hand is one document, and a message is
found and cited within it under its subject; one that comes in by `fonds add` or the desk is parted before
(`catalogue.parting`).
"""

from dataclasses import replace
from pathlib import Path

from catalogue.mailbox import MAX_MESSAGES, messages_of
from catalogue.record import Page
from indexer.extract import refusals
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.mail import read_message
from indexer.extract.text import read_bounded

#: Bytes; a box of years may be large, and the limits of the process hold as well.
_MAX_SIZE = 200 * 2**20
_MOST_WARNINGS = 20


def extract(path: Path, options: Options) -> Extracted:
    """Read one box; raises ExtractionError when it is too large or holds no message."""
    lines = read_bounded(path, _MAX_SIZE).splitlines(keepends=True)
    boxed = [each for each in messages_of(lines, _MAX_SIZE) if each.marked and not each.is_deleted]
    pages: list[Page] = []
    warnings: list[str] = []
    lost = max(len(boxed) - MAX_MESSAGES, 0)
    for message in boxed[:MAX_MESSAGES]:
        try:
            found = read_message(message.content, options)
        except RecursionError:
            lost += 1
            continue
        label = found.metadata.title
        pages += [
            replace(page, number=len(pages) + number, label=label or page.label)
            for number, page in enumerate(found.pages, 1)
        ]
        warnings += found.warnings
    if not pages:
        raise refusals.damaged(path)
    if lost:
        warnings.append(f"{lost} message(s) de cette boîte n'ont pas été lus : déposez-les à part.")
    return Extracted(tuple(pages), warnings=tuple(dict.fromkeys(warnings))[:_MOST_WARNINGS])
