"""Little words (stop words) as one byte each, for what an index keeps of them beside the words it finds.

They find nothing, hence no postings of their own; but « au ministère », « le ministère » and « des
ministères » are not said in the same places, and a question about « elle » is seldom answered by « il ».
"""

from search.analysis import LITTLE_WORDS

#: Numbers of columns in counts: one a little word.
COLUMNS = len(LITTLE_WORDS)
_CODES = {word: code for code, word in enumerate(LITTLE_WORDS, 1)}


def code_of(word: str) -> int:
    """From 1 to `COLUMNS`, 0 for no little word; below 128, so one byte in Whoosh's postings."""
    return _CODES.get(word, 0)
