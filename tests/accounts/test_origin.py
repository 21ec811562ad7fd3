"""Where a request comes from, and what is told of it."""

import pytest
from django.test import RequestFactory, override_settings

from neuguong.accounts import origin


@pytest.mark.parametrize(
    ("proxies", "passed", "found"),
    [
        (0, "192.0.2.1", "203.0.113.7"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "198.51.100.66, 192.0.2.1", "192.0.2.1"),
        (2, "198.51.100.66, 192.0.2.1, 10.0.0.2", "192.0.2.1"),
        (2, "192.0.2.1", "203.0.113.7"),
        (1, "", "203.0.113.7"),
        (1, "rubbish", "0.0.0.0"),  # noqa: S104
    ],
)
def test_only_our_own_proxies_are_believed(proxies: int, passed: str, found: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR=passed)
    with override_settings(TRUSTED_PROXIES=proxies):
        assert origin.address(request) == found


@pytest.mark.parametrize(
    ("address", "short"),
    [("203.0.113.77", "203.0.113.x"), ("2001:db8:7:1::5", "2001:0db8:0007:x"), ("::1", "0000:0000:0000:x"), ("", "")],
)
def test_an_address_is_shortened(address: str, short: str) -> None:
    assert origin.shortened(address) == short


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0", "Edge, Windows"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 coc_coc_browser/120 Chrome/120",
            "Cốc Cốc, Windows",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1", "Safari, Mac"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/141.0 Mobile Safari/537.36", "Chrome, Android"),
        ("<script>alert(1)</script>", "Trình duyệt khác"),
        ("", "Trình duyệt khác"),
    ],
)
def test_a_browser_is_told_in_words(agent: str, words: str) -> None:
    assert origin.browser(agent) == words
