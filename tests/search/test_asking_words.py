"""Words that ask are left out, and never what is asked about."""

import pytest

from search.asking_words import without_asking
from search.parser import parse
from search.query import And


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("que signifie ANRU", "que ANRU"),
        ("que veut dire ANRU", "que veut ANRU"),
        ("je cherche des documents sur la santé", "la santé"),
        ("J'ai besoin d'informations sur le bail", "le bail"),
        ("documents sur la santé", "la santé"),
        ("tout sur les écoles", "les écoles"),
        ("infos concernant l'école", "l'école"),
        ("je voudrais ouvrir une crèche", "ouvrir une crèche"),
        ("le pédibus comment ça marche", "le pédibus"),
        ("documents de gestion", "documents de gestion"),
        ("recherche sur la ville", "recherche sur la ville"),
        ("agir sur la santé", "agir sur la santé"),
        ("documents sur", "documents sur"),
        ("je cherche", "je cherche"),
    ],
)
def test_what_is_asked_about_is_left(typed, left):
    root = parse(typed).root
    assert isinstance(root, And)
    assert [node.text for node in without_asking(root.children)] == left.split()
