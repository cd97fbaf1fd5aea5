"""Whether somebody asks a question in plain French, and by which words."""

import re
from functools import lru_cache
from itertools import islice

from search.analysis import find_chunks, fold

#: Words that only a question begins with.
INTERROGATIVES = frozenset(
    (
        "auquel",
        "combien",
        "comment",
        "duquel",
        "laquelle",
        "lequel",
        "lesquelles",
        "lesquels",
        "pourquoi",
        "quand",
        "quel",
        "quelle",
        "quelles",
        "quels",
        "qui",
        "que",
        "qu",
        "quoi",
    )
)
#: Those of them that join clauses as well.
RELATIVES = frozenset(("qui", "que", "qu", "quoi"))
#: What may stand before these for them to ask: nothing, or a preposition (« À quoi sert… », « Pour qui… »).
_BEFORE_RELATIVES = (
    [],
    *([each] for each in ("a", "avec", "chez", "contre", "dans", "de", "en", "par", "pour", "sur", "vers")),
)
#: A verb before its subject asks (est-ce, a-t-il, doit-on); « rendez-vous » and « vis-à-vis » do not.
_INVERTED = re.compile(r"[^\W\d]+-(?:t-)?(?:ce|il|elle|on|ils|elles)$")


@lru_cache(maxsize=256)
def is_question(text: str) -> bool:
    """Whether somebody asks in plain French, hence for what answers best, not for all the words at once.

    A preposition may come before the interrogative (« En quelle année… », « À partir de quand… »), but `qui`
    and `que` further on are relative pronouns, found in any description. Remembered: a search asks several
    times.
    """
    chunks = list(islice(find_chunks(text), 4))
    opening = [re.split("['’-]", fold(chunk))[0] for chunk in chunks]
    return (
        "?" in text
        or any(chunk.lower() == "où" or _INVERTED.search(chunk.lower()) for chunk in chunks)
        or any(
            word in INTERROGATIVES and (word not in RELATIVES or opening[:number] in _BEFORE_RELATIVES)
            for number, word in enumerate(opening)
        )
    )
