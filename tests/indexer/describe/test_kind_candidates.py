from indexer.describe.kind_candidates import POINTS, Candidate, add_up


def test_what_is_said_twice_counts_once_but_for_cues() -> None:
    candidate = Candidate({})
    for sign in ("begins the title", "begins the title", "cue", "cue"):
        candidate.note(sign, None)
    assert candidate.points == POINTS["begins the title"] + 2 * POINTS["cue"]


def test_the_type_of_most_points_leads_unless_phrases_tell_more_of_another() -> None:
    found = {"guide": Candidate({"told": 2.0}), "lettre": Candidate({})}
    found["lettre"].note("cue", None)
    add_up(found)
    assert {kind for kind, each in found.items() if each.signs["leads by words"]} == {"lettre"}
    assert {kind for kind, each in found.items() if each.signs["leads by words and phrases"]} == {"guide"}
