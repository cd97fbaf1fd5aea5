"""A small file sent by a form and parsed apart: its bytes, and what a limited process made of them."""

from flask import request

from confined import Limits, Pool

LIMITS = Limits(memory_mb=800, cpu_s=20, wall_s=40)


def sent_bytes(largest: int) -> bytes:
    """The bytes of the form's `file`; empty where there is none, or where it is larger."""
    file = request.files.get("file")
    content = file.read(largest + 1) if file else b""
    return content if len(content) <= largest else b""


def parsed_apart(task: str, content: bytes) -> bytes | None:
    """What a task of `confined` answers; None where it could not."""
    with Pool(task, workers=1, limits=LIMITS) as pool:
        return pool.run(content).value
