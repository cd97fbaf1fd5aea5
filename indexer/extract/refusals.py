"""The sentences with which a document is refused: which file, why, and what the documentalist can do."""

from pathlib import Path

from indexer.errors import ExtractionError, Reason


def empty(path: Path) -> ExtractionError:
    """Nothing is in the file, usually a copy that failed."""
    return ExtractionError(
        Reason.EMPTY, f"« {path.name} » est vide (0 octet) : copiez-le à nouveau depuis sa source."
    )


def damaged(path: Path) -> ExtractionError:
    """The file begins as its format does but cannot be read to the end."""
    return ExtractionError(
        Reason.DAMAGED,
        f"« {path.name} » est endommagé ou incomplet : enregistrez-le à nouveau depuis le logiciel "
        "qui l'a créé, ou remplacez-le par une autre copie.",
    )


def encrypted(path: Path) -> ExtractionError:
    """A password or a rights system locks the text."""
    return ExtractionError(
        Reason.ENCRYPTED,
        f"« {path.name} » est protégé par un mot de passe : déposez-en une copie sans protection.",
    )


def too_large(path: Path, detail: str) -> ExtractionError:
    """Reading it would take unreasonable memory; `detail` says in French what is out of proportion."""
    return ExtractionError(
        Reason.TOO_LARGE,
        f"« {path.name} » est refusé : {detail}. Vérifiez son origine ; s'il est sûr, enregistrez-en "
        "une copie allégée ou un PDF.",
    )


def unsupported(path: Path, kind: str) -> ExtractionError:
    """The file is of a kind that is not read; `kind` names it in French with its article."""
    return ExtractionError(
        Reason.UNSUPPORTED,
        f"« {path.name} » est {kind}, que la bibliothèque ne sait pas lire : retirez-le du dossier, ou "
        "déposez-en une version PDF s'il contient un texte.",
    )


def dynamic_form(path: Path) -> ExtractionError:
    """A form that makes its pages when Adobe's program opens it, and whose words cannot be read."""
    return ExtractionError(
        Reason.UNSUPPORTED,
        f"« {path.name} » est un formulaire Adobe dynamique, dont le fichier ne contient pas les pages : "
        "ouvrez-le dans Adobe Reader, imprimez-le en PDF et déposez cette version.",
    )


def needs_office(path: Path, part: str) -> ExtractionError:
    """An old Office format needs a program, or a part of it, that is not installed."""
    return ExtractionError(
        Reason.NEEDS_OFFICE,
        f"« {path.name} » est dans un ancien format Office : installez LibreOffice (avec "
        f"{part.capitalize()}) sur cet ordinateur, ou "
        "enregistrez-le en DOCX, PPTX ou PDF et déposez cette version.",
    )


def office_fails(path: Path) -> ExtractionError:
    """LibreOffice is installed, but converts not even a line of text: the document is not to blame."""
    return ExtractionError(
        Reason.NEEDS_OFFICE,
        f"« {path.name} » attend LibreOffice, qui ne répond pas sur cet ordinateur (installation incomplète "
        "ou machine trop chargée) : il sera relu à la prochaine indexation. Si cela dure, réinstallez "
        "LibreOffice.",
    )


def unconvertible(path: Path) -> ExtractionError:
    """LibreOffice gave nothing: it does not say whether for a password or for damage."""
    return ExtractionError(
        Reason.DAMAGED,
        f"« {path.name} » ne s'ouvre pas dans LibreOffice, parce qu'il est endommagé ou protégé par un mot "
        "de passe : enregistrez-en une copie sans protection en DOCX, PPTX ou PDF et déposez-la.",
    )
