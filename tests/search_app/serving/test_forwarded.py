"""Who asks and under which address, with and without proxies that are trusted."""

import pytest

from search_app.serving.forwarded import Forwarded, counted_as, is_host, networks_of

NETWORKS = networks_of(["127.0.0.1", "10.0.0.0/8", "::1"])


def asked(environ, path="", proxies=NETWORKS):
    seen = {}
    Forwarded(lambda each, start: seen.update(each) or [], proxies, path)(dict(environ), None)
    return seen


@pytest.mark.parametrize(
    ("peer", "told", "visitor"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "1.2.3.4, 203.0.113.9", "203.0.113.9"),  # what a visitor sent stands on the left
        ("127.0.0.1", "203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("::ffff:10.0.0.4", "2001:db8::7", "2001:db8::7"),
        ("198.51.100.1", "203.0.113.9", "198.51.100.1"),  # not trusted
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "<script>", "0.0.0.0"),
    ],
)
def test_the_visitor_is_whom_the_last_trusted_proxy_saw(peer, told, visitor):
    seen = asked({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": told})
    assert seen["REMOTE_ADDR"] == visitor
    assert not any(name.startswith("HTTP_X_FORWARDED") for name in seen)


def test_scheme_host_and_path_are_believed_of_a_trusted_proxy_alone():
    told = {
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_X_FORWARDED_HOST": "doc.exemple.fr",
        "HTTP_X_FORWARDED_PREFIX": "/fonds/",
        "wsgi.url_scheme": "http",
        "HTTP_HOST": "localhost",
        "PATH_INFO": "/fonds/aide",
    }
    seen = asked(told | {"REMOTE_ADDR": "10.0.0.1"})
    names = ("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO")
    assert [seen.get(name) for name in names] == ["https", "doc.exemple.fr", "/fonds", "/aide"]
    seen = asked(told | {"REMOTE_ADDR": "192.0.2.1"})
    assert [seen.get(name) for name in names] == ["http", "localhost", None, "/fonds/aide"]


@pytest.mark.parametrize("path", ["/fonds/aide", "/aide"])
def test_a_proxy_may_take_the_path_of_the_public_address_away_or_leave_it(path):
    seen = asked({"REMOTE_ADDR": "192.0.2.1", "PATH_INFO": path}, "/fonds")
    assert (seen["SCRIPT_NAME"], seen["PATH_INFO"]) == ("/fonds", "/aide")


@pytest.mark.parametrize("prefix", ["//evil.example", "evil", "/a\r\nSet-Cookie: x"])
def test_a_path_that_is_none_is_not_used(prefix):
    seen = asked({"REMOTE_ADDR": "127.0.0.1", "PATH_INFO": "/", "HTTP_X_FORWARDED_PREFIX": prefix})
    assert "SCRIPT_NAME" not in seen


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_the_addresses_of_one_ipv6_network_are_one_visitor(address, counted):
    assert counted_as(address) == counted
    assert counted_as(counted) == counted


@pytest.mark.parametrize(
    ("name", "right"),
    [
        *(
            (each, True)
            for each in (
                "doc.exemple.fr",
                "doc.exemple.fr:8080",
                "localhost",
                "[::1]:80",
                "a_b.fr.",
                "xn--caf-dma.fr",
            )
        ),
        *(
            (each, False)
            for each in (
                "a" * 300,
                "a" * 64 + ".fr",
                "..a",
                "xn--a",
                "a b",
                "a, b",
                "[::1",
                "a:999999",
                "é.fr",
            )
        ),
    ],
)
def test_only_the_name_of_a_site_is_taken_for_one(name: str, right: bool) -> None:
    assert is_host(name) is right
    asked = {"REMOTE_ADDR": "1.2.3.4", "HTTP_HOST": name, "PATH_INFO": "/"}
    said: list[str] = []
    Forwarded(lambda environ, start: (start("200 OK", []), [])[1], ())(
        asked, lambda status, headers: said.append(status)
    )
    assert said == ["200 OK" if right else "400 Bad Request"]
