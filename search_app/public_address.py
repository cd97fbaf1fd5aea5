"""The address under which visitors know the site: its host and the path it stands below.

`[library] url` says it. Behind a proxy each request also tells (`serving.forwarded`), which matters only
while that setting is empty.
"""

from catalogue.web_address import split_address


def url_path(url: str) -> str:
    """The path of a public address without its last slash; empty when the site stands at the root."""
    return split_address(url).path.rstrip("/")


def url_host(url: str) -> str:
    """The host of a public address, empty when it has none."""
    return split_address(url).hostname or ""
