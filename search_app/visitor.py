"""Visitor: who counts as one where uses are bounded, tries of a password, messages, requests of programs."""

from flask import request

from search_app.serving.forwarded import counted_as


def visitor() -> str:
    """Who asks, as the bounds know them; empty where the request does not say."""
    return counted_as(request.remote_addr or "")
