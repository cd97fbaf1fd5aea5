"""What fields and values are called in a terminal: as on the site, then the identifier one filters by."""

from catalogue.fields import BY_NAME
from catalogue.vocabulary import Vocabularies
from catalogue.wording import spoken
from catalogue.wording import translated as _


def field_label(name: str) -> str:
    """What a field is called; its own name where only programs read it."""
    return _(BY_NAME[name].label) if name in BY_NAME else name


def value_label(vocabularies: Vocabularies, name: str, value: str) -> str:
    """A value as a person reads it, then the identifier it stands under."""
    field, language = BY_NAME.get(name), spoken()
    if name == "places":
        region = value.removeprefix("reg:")
        label = (
            vocabularies.regions.label(region, language)
            if region != value
            else vocabularies.places.label(value)
        )
    else:
        vocabulary = getattr(vocabularies, (field and field.vocabulary) or "", None)
        label = vocabulary.label(value, language) if vocabulary else value
    return f"{label} ({value})" if label != value else value
