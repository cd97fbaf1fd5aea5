"""The task that lays out a text document or slides as a PDF, by LibreOffice; runs in a limited process.

In come a path, the SHA-256 its content must have and its kind; out goes the PDF, to be drawn like any other.
"""

import hashlib
import shutil
from pathlib import Path

import msgspec

from confined.office import convert, temporary_folder
from search_app.document_files import open_regular
from search_app.page_images.rendered import LayingOutRequest


class UnconvertibleError(Exception):
    """LibreOffice could not read the file."""


def handle(body: bytes) -> bytes:
    """Convert the file a `LayingOutRequest` names; the answer is the PDF."""
    request = msgspec.json.decode(body, type=LayingOutRequest)
    with temporary_folder() as folder:
        copy = folder / f"original.{request.kind}"
        with open_regular(request.path) as file, copy.open("wb") as target:
            shutil.copyfileobj(file, target)
        if hashlib.sha256(copy.read_bytes()).hexdigest() != request.sha256:
            raise UnconvertibleError("the file is no longer the one that was indexed")
        made = convert(copy, source=request.kind, target="pdf", folder=folder)
        if made is None:
            raise UnconvertibleError(Path(request.path).name)
        return made.read_bytes()
