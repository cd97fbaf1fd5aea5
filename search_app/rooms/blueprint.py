"""The blueprint all pages of the rooms stand on, and how one of their files is handed out."""

from flask import Blueprint, Response

blueprint = Blueprint("rooms", __name__)


def file(content: bytes, media_type: str, name: str) -> Response:
    """A file to take away, under its name."""
    answer = Response(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
