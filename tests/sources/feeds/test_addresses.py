from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.sources.feeds.addresses import check_url, find_address, is_public
from mithaq.sources.refusal import RefusalError


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.5.5", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "nonsense",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "64:ff9b::101:101"])
def test_addresses_that_are(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=4, network="127.0.0.0/8"))
def test_wrapping_makes_nothing_public(address: object) -> None:
    assert not is_public(f"::ffff:{address}")
    assert not is_public(str(address))


@pytest.mark.parametrize(
    "url",
    ["ftp://a.org/", "file:///etc/passwd", "gopher://a.org", "http://", "nonsense", "http://a.org:22/",
     "http://user:word@a.org/", "http://user@a.org/", "http://a.org:99999/", "http://[::1", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_web_address(url: str) -> None:
    with pytest.raises(RefusalError) as caught:
        check_url(url, ())
    assert caught.value.kind == "forbidden"


def test_web_addresses() -> None:
    assert check_url("https://a.org/x", ()) == ("a.org", 443)
    assert check_url("http://a.org:8080/x", ()) == ("a.org", 8080)
    assert check_url("http://A.org:5000/x", ("a.org",)) == ("a.org", 5000)


def fake(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    def answer(host: str, port: int, **more: object) -> list[tuple[object, ...]]:
        del host, more
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", answer)


def test_only_public_ones_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    fake(monkeypatch, "10.0.0.1", "1.1.1.1")
    assert find_address("a.org", 80, ()) == "1.1.1.1"
    fake(monkeypatch, "10.0.0.1")
    with pytest.raises(RefusalError) as caught:
        find_address("a.org", 80, ())
    assert (caught.value.kind, "10.0.0.1" in caught.value.what) == ("forbidden", True)


@pytest.mark.parametrize("allowed", ["a.org", "A.ORG", "a.org:80"])
def test_private_ones_where_they_are_named(monkeypatch: pytest.MonkeyPatch, allowed: str) -> None:
    fake(monkeypatch, "10.0.0.1")
    assert find_address("a.org", 80, (allowed,)) == "10.0.0.1"
    with pytest.raises(RefusalError):
        find_address("b.org", 80, (allowed,))


def test_a_name_that_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **more: object) -> None:
        del args, more
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(RefusalError) as caught:
        find_address("a.invalid", 80, ())
    assert caught.value.kind == "unreachable"
