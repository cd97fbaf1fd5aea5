"""A page as a tree, and what stands in it."""

from lxml import html


def page_of(answer):
    return html.fromstring(answer.text)


def texts(page, selector):
    return [plain(each.text_content()) for each in page.cssselect(selector)]


def plain(text):
    """The text with every space an ordinary one: those that bind French signs are tested by themselves."""
    return " ".join(text.split())
