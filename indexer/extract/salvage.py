"""What is left of a damaged file, above all of one whose end is lost, as a download that was cut short.

In comes a file that its reader refused as damaged; out goes one beside it that the same reader opens, or
nothing. What was lost is lost: whoever reads the copy says so (`WARNING`). Only formats whose readers begin
at the end are here: of others what is left is read anyway.
"""

from pathlib import Path

from catalogue.document_formats import PDF
from indexer.extract import package_salvage, pdf_salvage
from indexer.extract.pdf_damage import has_its_end

#: Bytes of the largest file that is mended, which is held in memory a few times over.
_MOST = 200 * 2**20
WARNING = (
    "Le fichier est incomplet ou endommagé, une partie du texte manque sans doute : "
    "remplacez-le par une copie complète."
)


def mended(path: Path, media_type: str, folder: Path) -> Path | None:
    """A copy that can be opened, in a folder; None of a huge file, and where nothing would help."""
    if path.stat().st_size > _MOST:
        return None
    content, copy = path.read_bytes(), folder / path.name
    if package_salvage.is_package(content):
        return copy if package_salvage.write_what_is_left(content, copy) else None
    if media_type != PDF or has_its_end(content):
        return None
    new = pdf_salvage.with_new_end(content)
    if new is None:
        return None
    copy.write_bytes(new)
    return copy
