"""What fields and values are called in a terminal: as on the site, then the identifier one filters by."""

from catalogue.code_labels import CODE_LABELS
from catalogue.document_formats import BY_MEDIA_TYPE
from catalogue.fields import BY_NAME
from catalogue.language_names import language_name
from catalogue.methods import confidence_words, method_words
from catalogue.record import NOTICE, Provenance
from catalogue.vocabulary import Vocabularies
from catalogue.wording import N_, spoken
from catalogue.wording import translated as _

#: What a notice tells beside its fields.
_BESIDE = {
    "url": N_("Adresse"),
    "identifier": N_("Identifiant"),
    "pages": N_("Pages"),
    "sha256": N_("Empreinte (SHA-256)"),
    "size": N_("Octets"),
    "completeness": N_("Complétude"),
}


def field_label(name: str) -> str:
    """What a field is called; its own name where only programs read it."""
    return _(BY_NAME[name].label) if name in BY_NAME else _(_BESIDE.get(name, name))


def reason_label(reason: Provenance) -> str:
    """How a value was found and how sure that is."""
    said = _(method_words(reason.method))
    return said if reason.method == NOTICE else f"{said}, {_(confidence_words(reason.confidence))}"


def value_label(vocabularies: Vocabularies, name: str, value: str) -> str:
    """A value as a person reads it, then the identifier it stands under."""
    field, language = BY_NAME.get(name), spoken()
    if name == "format" and value in BY_MEDIA_TYPE:
        label = BY_MEDIA_TYPE[value].label
    elif name == "language":
        label = language_name(value, language)
    elif name == "places":
        region = value.removeprefix("reg:")
        label = (
            vocabularies.regions.label(region, language)
            if region != value
            else vocabularies.places.label(value)
        )
    elif name in CODE_LABELS:
        label = _(CODE_LABELS[name].get(value, value))
    else:
        vocabulary = getattr(vocabularies, (field and field.vocabulary) or "", None)
        label = vocabulary.label(value, language) if vocabulary else value
    return f"{label} ({value})" if label != value else value
