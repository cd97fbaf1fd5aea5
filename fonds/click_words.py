"""Click's own words in French: usage, options, what cannot be, as click itself says them in English only.

click translates through gettext and brings no translations. Its modules are handed a French one before any
command is made, unless the terminal's locale is English.
"""

import gettext
import importlib
import os
import pkgutil
from collections.abc import Mapping

import click

from catalogue import wording

#: Where the language is looked for: our own variable, then those of gettext in its order.
LANGUAGE_VARIABLES = ("FONDS_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
FRENCH = {
    "Usage:": "Emploi :",
    # Headings, behind which click writes a colon.
    "Options": "Options ",
    "Commands": "Commandes ",
    "Positional arguments": "Arguments ",
    "Show this message and exit.": "Montrer cette aide.",
    "Show the version and exit.": "Dire la version.",
    "Error: {message}": "Erreur : {message}",
    "Try '{command} {option}' for help.": "Pour de l'aide : {command} {option}",
    "No such command {name!r}.": "La commande « {name} » n'existe pas.",
    "No such option {name!r}.": "L'option « {name} » n'existe pas.",
    "Did you mean {possibility}?": "Vouliez-vous dire {possibility} ?",
    "(Did you mean one of: {possibilities}?)": "(Vouliez-vous dire : {possibilities} ?)",
    "Missing command.": "Quelle commande ?",
    "Missing argument": "Il manque l'argument",
    "Missing option": "Il manque l'option",
    "Missing parameter": "Il manque le paramètre",
    "Missing parameter: {param_name}": "Il manque le paramètre {param_name}",
    "Missing {param_type}": "Il manque {param_type}",
    "Invalid value: {message}": "Valeur refusée : {message}",
    "Invalid value for {param_hint}: {message}": "Valeur refusée pour {param_hint} : {message}",
    "Option {name!r} does not take a value.": "L'option « {name} » ne prend pas de valeur.",
    "Option {name!r} requires an argument.": "L'option « {name} » demande une valeur.",
    "Option {name!r} requires {nargs} arguments.": "L'option « {name} » demande {nargs} valeurs.",
    "Argument {name!r} takes {nargs} values.": "L'argument « {name} » prend {nargs} valeurs.",
    "Got unexpected extra argument ({args})": "Argument en trop ({args})",
    "Got unexpected extra arguments ({args})": "Arguments en trop ({args})",
    "Takes {nargs} values but 1 was given.": "Demande {nargs} valeurs ; une seule est donnée.",
    "Takes {nargs} values but {len} were given.": "Demande {nargs} valeurs ; {len} sont données.",
    "{value!r} is not {choice}.": "« {value} » n'est pas {choice}.",
    "{value!r} is not one of {choices}.": "« {value} » n'est pas parmi {choices}.",
    "{value!r} is not a valid {number_type}.": "« {value} » n'est pas un nombre.",
    "{value} is not in the range {range}.": "{value} n'est pas dans l'intervalle {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "« {value} » : écrivez {states}.",
    "{value!r} does not match the format {format}.": "« {value} » n'a pas la forme {format}.",
    "{value!r} does not match the formats {formats}.": "« {value} » n'a aucune des formes {formats}.",
    "{name} {filename!r} does not exist.": "{name} « {filename} » n'existe pas.",
    "{name} {filename!r} is a directory.": "{name} « {filename} » est un dossier.",
    "{name} {filename!r} is a file.": "{name} « {filename} » est un fichier.",
    "{name} {filename!r} is not readable.": "{name} « {filename} » ne peut être lu.",
    "{name} {filename!r} is not writable.": "{name} « {filename} » ne peut être écrit.",
    "{name} {filename!r} is not executable.": "{name} « {filename} » ne peut être exécuté.",
    "Could not open file {filename!r}: {message}": "« {filename} » ne peut être ouvert : {message}",
    "File": "Le fichier",
    "Directory": "Le dossier",
    "Path": "Le chemin",
    "file": "fichier",
    "directory": "dossier",
    "path": "chemin",
    "default: {default}": "à défaut : {default}",
    "required": "obligatoire",
    "(dynamic)": "(variable)",
    "Aborted!": "Interrompu.",
    "unknown error": "erreur inconnue",
    "Do you want to continue?": "Continuer ?",
    "Repeat for confirmation": "Répétez pour confirmer",
    "Error: The two entered values do not match.": "Les deux saisies ne sont pas les mêmes.",
    "Error: invalid input": "Cette réponse n'est pas comprise.",
    "Confirm the action without prompting.": "Ne pas demander confirmation.",
    "Choose from:\n\t{choices}": "Choix :\n\t{choices}",
}


def language(environment: Mapping[str, str] = os.environ) -> str:
    """`en` where FONDS_LANG or else the locale of the terminal is English, `fr` everywhere else."""
    named = (environment.get(each, "") for each in LANGUAGE_VARIABLES)
    return "en" if next(filter(None, named), "").startswith("en") else "fr"


def speak(spoken: str = "") -> None:
    """Have click and our commands speak the terminal's language, or that one; before any command is made."""
    wording.speak(spoken or language())
    in_french = wording.spoken() == wording.FRENCH

    def one(message: str) -> str:
        return FRENCH.get(message, message)

    def many(singular: str, plural: str, number: int) -> str:
        return one(singular if number == 1 else plural)

    for found in pkgutil.iter_modules(click.__path__, "click."):
        if found.name == "click._winconsole":  # of Windows only, and it says nothing
            continue
        module = importlib.import_module(found.name)
        for name, french, english in (("_", one, gettext.gettext), ("ngettext", many, gettext.ngettext)):
            if hasattr(module, name):
                setattr(module, name, french if in_french else english)
