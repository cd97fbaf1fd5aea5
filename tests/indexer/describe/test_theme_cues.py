from catalogue.vocabulary import load_vocabularies
from catalogue.vocabulary.concepts import Concept, Vocabulary
from indexer.describe.concept_forms import concept_forms
from indexer.describe.folded_text import normal
from indexer.describe.recogniser import Writing
from indexer.describe.theme_cues import FILE, theme_cues


def test_every_cue_is_of_a_theme_we_ship_and_says_what_no_other_form_of_it_does() -> None:
    themes = load_vocabularies().themes
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    assert {line.partition("\t")[0] for line in lines} <= themes.offered.keys()
    forms = [*concept_forms("themes", themes), *theme_cues("themes", themes)]
    known = {(each.identifier, normal(each.text)) for each in concept_forms("themes", themes)}
    cues = [(each.identifier, normal(each.text)) for each in theme_cues("themes", themes)]
    assert len(set(cues)) == len(cues) == len(forms) - len(list(concept_forms("themes", themes)))
    assert not known & set(cues)


def test_cues_betray_and_never_name_and_acronyms_keep_their_capitals() -> None:
    cues = {each.text: each for each in theme_cues("themes", load_vocabularies().themes)}
    assert not any(each.names for each in cues.values())
    assert cues["CPAM"].writing is Writing.ACRONYM and cues["classe relais"].writing is Writing.WORDS


def test_cues_follow_a_merged_theme_and_go_with_one_that_is_hidden_or_has_others_below() -> None:
    health = Concept("health", {"fr": "Santé"})
    merged = Vocabulary("themes", {"health": health}, merged={"sante": "health"})
    assert {each.identifier for each in theme_cues("themes", merged)} == {"health"}
    hidden = Vocabulary("themes", {"sante": Concept("sante", {"fr": "Santé"}, hidden=True)})
    assert not list(theme_cues("themes", hidden))
    below = Concept("below", {"fr": "Dessous"}, broader=("sante",))
    wider = Vocabulary("themes", {"sante": Concept("sante", {"fr": "Santé"}), "below": below})
    assert not list(theme_cues("themes", wider))
