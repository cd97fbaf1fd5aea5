"""A page as a tree, and what stands in it."""

from lxml import html


def page_of(answer):
    return html.fromstring(answer.text)


def texts(page, selector):
    return [" ".join(each.text_content().split()) for each in page.cssselect(selector)]
