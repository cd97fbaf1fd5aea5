"""What is sent, to whom, when, and never twice, through a real mail server on this machine."""

import pytest

from alerts import sending
from alerts.errors import PausedError
from alerts.outbox import outbox_state, something_to_do
from alerts.sending import MOST_REFUSED
from catalogue.errors import ConfigurationError
from catalogue.library import create_library
from desk.backup import RESTORED, back_up, restore
from tests.alerts.post_office import free_port, text_of
from tests.alerts.reader_of_test import ANNE, titles

NEW = "# Le logement à Tours\n\nLe logement neuf des quartiers.\n"


def test_nothing_but_a_question_goes_to_who_has_not_confirmed(alerts):
    alerts.ask()
    assert something_to_do(alerts.library.state)
    assert alerts.send().confirmations == 1
    letter = alerts.office.letters[0]
    assert letter["To"] == ANNE and letter["From"] == "Villes au carré <doc@exemple.fr>"
    assert alerts.kept.all()[0].key in text_of(letter)
    alerts.put("neuf.md", NEW)
    assert alerts.next_week() == []


def test_what_arrived_since_is_told_once_and_what_stood_before_never(alerts):
    alerts.follow()
    assert alerts.next_week() == []
    alerts.put("neuf.md", NEW)
    alerts.put("autre.md", "# Les transports\n\nUn plan de mobilité.\n")
    assert [titles(each) for each in alerts.next_week()] == [["Le logement à Tours"]]
    assert alerts.next_week() == []


def test_what_is_indexed_or_published_again_is_no_news(alerts):
    alerts.follow()
    alerts.put("neuf.md", NEW)
    alerts.next_week()
    alerts.put("neuf.md", NEW, 'title = "Un autre titre"\nstatus = "proposed"\n')
    alerts.put("neuf.md", NEW, 'title = "Un autre titre"\n')
    assert alerts.next_week() == []
    alerts.index(rebuild=True)
    assert alerts.next_week() == []
    alerts.put("neuf.md", NEW + "\nUne phrase de plus sur le logement.\n")
    assert alerts.next_week() == []


def test_what_waits_or_lies_under_an_embargo_is_told_once_it_is_public(alerts):
    alerts.follow()
    alerts.put("neuf.md", NEW, 'status = "proposed"\n')
    alerts.put("plus-tard.md", NEW + "Suite.\n", 'embargo = "2999-01-01"\n')
    alerts.put("interne.md", NEW + "Note.\n", 'access = "internal"\n')
    assert alerts.next_week() == []
    alerts.put("neuf.md", NEW, 'title = "Publié"\n')
    assert [titles(each) for each in alerts.next_week()] == [["Publié"]]


def test_what_is_closed_between_its_arrival_and_the_letter_is_not_told(alerts):
    alerts.follow()
    alerts.put("neuf.md", NEW)
    port = alerts.library.settings.mail.port
    object.__setattr__(alerts.library.settings.mail, "port", free_port())
    alerts.week_passes()
    assert alerts.send().trouble  # noted as arrived, its letter waits
    object.__setattr__(alerts.library.settings.mail, "port", port)
    alerts.put("neuf.md", NEW, 'access = "internal"\n')
    assert alerts.next_week() == []


def test_a_server_that_is_down_means_later_not_lost(alerts):
    alerts.follow()
    alerts.put("neuf.md", NEW)
    port = alerts.library.settings.mail.port
    object.__setattr__(alerts.library.settings.mail, "port", free_port())
    alerts.week_passes()
    for _ in range(3):
        assert "ne répond pas" in alerts.send().trouble
    assert outbox_state(alerts.library.state).waiting == 1
    assert not something_to_do(alerts.library.state)  # it is left alone for a while
    object.__setattr__(alerts.library.settings.mail, "port", port)
    assert alerts.send().digests == 1
    assert titles(text_of(alerts.office.letters[0])) == ["Le logement à Tours"]
    assert outbox_state(alerts.library.state).trouble == ""
    assert alerts.next_week() == []


def test_a_letter_that_makes_the_server_hang_up_is_tried_again_under_the_same_name(alerts, monkeypatch):
    alerts.follow()
    alerts.put("neuf.md", NEW)
    names = []
    hand_over = sending.MailSession.hand_over
    monkeypatch.setattr(
        sending.MailSession, "hand_over", lambda s, m: names.append(m["Message-ID"]) or hand_over(s, m)
    )
    alerts.office.hang_up = True
    alerts.week_passes()
    assert alerts.send().postponed == 1
    alerts.office.hang_up = False
    assert len(alerts.next_week()) == 1
    assert len(names) == 2 and len(set(names)) == 1


def test_killed_after_the_server_took_it_a_letter_comes_back_as_the_same(alerts, monkeypatch):
    alerts.follow()
    alerts.put("neuf.md", NEW)
    alerts.week_passes()
    monkeypatch.setattr(sending._Run, "_settle", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        alerts.send()
    monkeypatch.undo()
    alerts.send()
    first, second = alerts.office.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert alerts.next_week() == []


def test_an_address_that_is_refused_for_good_is_written_to_no_more(alerts):
    alerts.follow()
    alerts.office.refused[ANNE] = "550 no such user"
    for number in range(MOST_REFUSED):
        alerts.put(f"{number}.md", f"{NEW}Numéro {number}.\n")
        alerts.next_week()
    assert alerts.kept.all() == []


def test_a_full_mailbox_is_tried_again(alerts):
    alerts.follow()
    alerts.put("neuf.md", NEW)
    alerts.office.refused[ANNE] = "452 mailbox full"
    assert alerts.next_week() == []
    alerts.office.refused.clear()
    assert len(alerts.next_week()) == 1


def test_two_searches_get_letters_of_their_own(alerts):
    alerts.follow()
    alerts.follow("paul@exemple.fr", "q=transports")
    alerts.put("neuf.md", NEW)
    alerts.put("bus.md", "# Les transports\n\nLes transports de nuit.\n")
    alerts.next_week()
    told = {each["To"]: titles(text_of(each)) for each in alerts.office.letters}
    assert told == {ANNE: ["Le logement à Tours"], "paul@exemple.fr": ["Les transports"]}


def test_words_that_no_document_holds_any_more_do_not_let_everything_through(alerts):
    alerts.follow(search="q=logement+zorglub")
    alerts.put("neuf.md", NEW)
    assert alerts.next_week() == []


def test_a_filter_that_is_gone_sends_nothing_and_is_told(alerts):
    alerts.follow()
    alerts.now_follows("theme=un-theme-disparu")
    alerts.put("neuf.md", NEW)
    alerts.week_passes()
    assert alerts.send().unreadable == 1
    assert alerts.office.letters == []


def test_the_letter_stops_by_one_click_and_by_its_page(alerts):
    alerts.follow()
    alerts.put("neuf.md", NEW)
    alerts.next_week()
    letter, key = alerts.office.letters[0], alerts.kept.all()[0].key
    assert letter["List-Unsubscribe"] == f"<https://doc.exemple.fr/fonds/alertes/arret?cle={key}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"https://doc.exemple.fr/fonds/alertes/suivi?cle={key}" in text_of(letter)
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert "https://doc.exemple.fr/fonds/d/" in letter.get_body(("html",)).get_content()


def test_what_was_not_confirmed_in_time_goes(alerts, monkeypatch):
    monkeypatch.setattr(sending, "CONFIRM_HOURS", -1)
    alerts.ask()
    alerts.send()
    assert alerts.kept.all()[0].email == ANNE
    alerts.send()
    assert alerts.kept.all() == []


def test_a_library_out_of_a_backup_writes_to_nobody_until_one_says_so(alerts, tmp_path):
    alerts.follow()
    back_up(alerts.library, tmp_path / "s.zip")
    restore(tmp_path / "s.zip", tmp_path / "copie")
    assert (tmp_path / "copie" / "state" / RESTORED).exists()
    (alerts.library.state / RESTORED).touch()
    with pytest.raises(PausedError, match="fonds alerts resume"):
        alerts.send()


def test_without_a_mail_server_it_says_what_is_missing(tmp_path, alerts):
    with pytest.raises(ConfigurationError, match=r"\[mail\] host, \[mail\] sender, \[library\] url"):
        sending.send(create_library(tmp_path / "neuf"), lambda: alerts.catalogue, alerts.letters)


def test_profiles_by_theme_territory_and_public_get_disjoint_letters_and_nothing_twice(alerts):
    profiles = {
        ANNE: "theme=sante&region=24&public=elus",
        "bruno@exemple.fr": "theme=habitat&region=24&public=elus",
        "chloe@exemple.fr": "theme=sante&region=75&public=elus",
        "denis@exemple.fr": "theme=sante&region=24&public=techniciens",
    }
    for email, search in profiles.items():
        alerts.follow(email, search)
    about = [("sante", "reg:24", "elus"), ("habitat", "reg:24", "elus"), ("sante", "reg:75", "elus"),
             ("sante", "reg:24", "techniciens")]  # fmt: skip
    for number, (theme, place, audience) in enumerate(about):
        said = f'title = "Document {number}"\nthemes = ["{theme}"]\nplaces = ["{place}"]\n'
        alerts.put(f"{number}.md", f"# Page {number}\n\nDu texte.\n", f'{said}audience = ["{audience}"]\n')
    alerts.next_week()
    told = {each["To"]: titles(text_of(each)) for each in alerts.office.letters}
    assert told == {email: [f"Document {number}"] for number, email in enumerate(profiles)}
    assert alerts.next_week() == []
