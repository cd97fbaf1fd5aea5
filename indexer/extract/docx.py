"""Word files (DOCX and kin), by walking their XML so that nothing is left out.

Read: body, tables at any depth, text boxes once, content controls, hyperlinks, insertions, notes and comments
where they are referred to, headers and footers once, text of diagrams and charts. Left out: tracked
deletions, and the page numbers that fields print. Pages are those Word recorded when it last laid the file
out; a file that never was is cut into sections.
"""

from pathlib import Path

from indexer.extract.enclosed import with_parts
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.sections import assemble, breaks_are_pages, layout_is_known
from indexer.extract.word_package import open_word
from indexer.extract.word_walker import WordWalker


def extract(path: Path, options: Options) -> Extracted:
    """Read one Word file; raises ExtractionError when it is locked, damaged or out of proportion."""
    word = open_word(path)
    walker = WordWalker(word)
    walker.walk_document()
    blocks = walker.flow.blocks()
    if walker.breaks.recorded:
        paged = layout_is_known(walker.flow.page, word.stated_pages)
    else:
        paged = breaks_are_pages(blocks)
    extracted = assemble(blocks, word.metadata, word.warnings, paged=paged)
    return with_parts(extracted, word.enclosed, options) if word.enclosed else extracted
