from catalogue.vocabulary.concepts import Concept, Vocabulary
from indexer.describe.concept_forms import concept_forms, in_context, named_by_a_body
from indexer.describe.folded_text import Passage
from indexer.describe.recogniser import Form, Recogniser, Writing


def forms(*concepts: Concept) -> dict[str, Form]:
    vocabulary = Vocabulary("themes", {concept.identifier: concept for concept in concepts})
    return {form.text: form for form in concept_forms("themes", vocabulary)}


def test_a_compound_label_is_several_forms_the_single_words_being_cues() -> None:
    found = forms(
        Concept("x", {"fr": "Vieillissement, personnes âgées"}), Concept("y", {"fr": "Mixité / de l'habitat"})
    )
    assert found["personnes âgées"].names and not found["Vieillissement"].names
    assert found["Mixité / de l'habitat"].names


def test_brackets_are_no_part_of_a_name_and_parents_have_no_form() -> None:
    found = forms(
        Concept("qpv", {"fr": "Quartier prioritaire (2015-2023)"}, broader=("zones",)),
        Concept("zones", {"fr": "Zones"}),
    )
    assert set(found) == {"Quartier prioritaire"}


def test_contexts_bind_acronyms_alone() -> None:
    found = forms(
        Concept("cls", {"fr": "Contrat local de sécurité"}, acronyms=("CLS",), contexts=("police",))
    )
    assert found["CLS"].writing is Writing.ACRONYM and found["CLS"].contexts == (" police ",)
    assert found["Contrat local de sécurité"].contexts == ()


def hit_of(text: str, form: Form) -> tuple[bool, bool]:
    passage = Passage(1, text)
    (hit,) = Recogniser([form]).find(passage)
    return in_context(hit, passage), named_by_a_body(hit, passage)


def test_a_context_word_must_stand_near() -> None:
    form = Form("programmes", "cls", "CLS", Writing.ACRONYM, contexts=(" police ",))
    assert hit_of("Le CLS et la Police.", form)[0]
    assert not hit_of("Le CLS avance. " + "Rien. " * 60 + "La police.", form)[0]


def test_the_name_of_a_body_is_told_from_the_subject() -> None:
    form = Form("themes", "sante", "santé")
    assert hit_of("Le ministère de la Santé", form)[1]
    assert not hit_of("Améliorer la santé", form)[1]
