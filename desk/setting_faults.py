"""Setting faults: settings that are each of their kind, and can still do nothing but harm.

`settings` stands below the fields of a record and does not know them. The library opens all the same, for
whoever is to correct it: `fonds check`, `fonds index` and `fonds serve` say what is wrong.
"""

from collections.abc import Iterator

from catalogue.centre import CENTRE
from catalogue.fields import BY_NAME
from catalogue.library import Library
from catalogue.notice import DERIVED

#: Fields that a person fills in at the desk: all but what is derived, and what the desk itself notes.
FILLED_IN = tuple(name for name in BY_NAME if name not in DERIVED | {"reviewed", "room"})


def setting_faults(library: Library) -> Iterator[str]:
    """What is wrong in `fonds.toml`, each with the key and what to write: French sentences."""
    settings = library.settings
    if not CENTRE.fullmatch(settings.library.centre):
        yield (
            f"[library] centre = « {settings.library.centre} » ne peut nommer un centre chez les autres. "
            "Écrivez des lettres minuscules sans accent, des chiffres et des tirets."
        )
    for kind, names in settings.desk.required.items():
        for name in names:
            if name not in FILLED_IN:
                yield (
                    f"[desk] required, « {kind} » : aucun champ ne s'appelle « {name} », il n'est donc pas "
                    f"attendu. Champs admis : {', '.join(FILLED_IN)}."
                )
