from catalogue.centre import centre_of, received_key


def test_a_key_tells_its_centre() -> None:
    assert received_key("ville", "3f2a") == "3f2a@ville"
    assert (centre_of("3f2a@ville"), centre_of("3f2a")) == ("ville", "")


def test_an_identifier_that_no_address_holds_is_known_by_its_digest() -> None:
    key = received_key("hal", "oai:hal.science:math/0211 é@x")
    assert (len(key), centre_of(key)) == (64 + len("@hal"), "hal")
