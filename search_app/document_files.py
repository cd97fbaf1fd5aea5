"""Opening documents that somebody else may replace at any moment."""

import os
import stat
from io import BufferedReader
from pathlib import Path

_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"):  # each system has some of them
    _FLAGS |= getattr(os, _name, 0)


def open_regular(path: str | Path) -> BufferedReader:
    """Open a file for reading; raises OSError when a link, a pipe or a device stands there."""
    file = os.fdopen(os.open(path, _FLAGS), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(f"{path} is not a regular file")
    return file
