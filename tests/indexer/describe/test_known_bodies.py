from indexer.describe.known_bodies import known_bodies_in, known_body


def test_a_body_is_known_under_each_of_its_names() -> None:
    for written in ("CR-DSU", "CR•DSU", "CRDSU"):
        body = known_body(written)
        assert body is not None
        assert (body.name, body.is_centre) == ("CR•DSU", True)
    assert known_body("Société inconnue") is None


def test_a_branch_is_known_by_its_body_and_longer_names_come_first() -> None:
    branch = known_body("ORIV Alsace")
    assert branch is not None
    assert branch.name == "ORIV"
    text = "Agence nationale pour la cohésion sociale et l’égalité des chances"
    ((body, start, end),) = known_bodies_in(text)
    assert (body.name, text[start:end]) == ("Acsé", text)


def test_a_name_of_several_words_is_known_in_any_case_an_acronym_to_the_letter() -> None:
    for written in ("AGENCE NATIONALE DE L'HABITAT", "Agence Nationale de l’Habitat"):
        ((body, start, end),) = known_bodies_in(f"Une aide ({written}) pour tous")
        assert (body.name, end - start) == ("Anah", len(written))
    assert not list(known_bodies_in("il avise la rare agence nationale de l'habitat"))
    assert known_body("avise") is None
