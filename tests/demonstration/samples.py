"""A source of every construction, for any writer."""

import datetime as dt
from typing import Any

from demonstration.markup import read_blocks
from demonstration.source import Source, Subjects

TEXT = """
# Première partie

Un **mot** gras, un *mot* en italique^[Une note.] et {++une insertion++}{>>Une remarque<<}.

> Une parole rapportée.

- un
- deux

| Quartier | Habitants |
| --- | --- |
| Le Sanitas | 8 100 |

```graphique Réunions | %
Comité technique ; 71
Comité de pilotage ; 9,5
```

```encadré
Un aparté.
```

---

# Seconde partie

Fin de l'exemple.

```notes
À dire de vive voix.
```
"""


def sample(**changes: Any) -> Source:
    values: dict[str, Any] = {
        "file": "exemple",
        "title": "Un exemple : l'essai",
        "date": dt.date(2007, 10, 9),
        "speaks_of": Subjects(type="guide", year=2007),
        "blocks": read_blocks(TEXT),
        "metadata": {"title": "Exemple", "author": "Une autrice"},
    }
    return Source(**(values | changes))
