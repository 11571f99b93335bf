"""Page pictures and original files come over routes of ours, to those who may see them, as what they are."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest

from index_store.links import original_url, picture_url


def get(address: str, path: str) -> tuple[int, str, bytes]:
    """Status, content type and body of a GET."""
    try:
        with urllib.request.urlopen(address.rstrip("/") + path.partition("#")[0]) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read()


PDF = "may-ngan-2024-quy-1.pdf"


def test_a_page_is_drawn_and_a_file_is_given_back(address: str) -> None:
    status, kind, body = get(address, picture_url(PDF, 1))
    assert (status, kind, body[:4]) == (200, "image/png", b"\x89PNG")
    status, kind, body = get(address, original_url(PDF, 2))
    assert (status, kind, body[:5]) == (200, "application/pdf", b"%PDF-")


@pytest.mark.parametrize("path", ["/trang/khong-co/1", "/goc/khong-co"])
def test_what_is_not_there_is_said_in_vietnamese(address: str, path: str) -> None:
    status, kind, body = get(address, path)
    assert status == 404
    assert "báo cáo" in body.decode("utf-8")
    assert kind.startswith("text/plain")


def test_no_other_file_of_the_store_is_reached(address: str) -> None:
    for path in ("/goc/..%2Fcatalogue.sqlite3", "/goc/catalogue.sqlite3", "/goc/../catalogue.sqlite3"):
        assert get(address, path)[0] == 404


def test_a_page_that_the_report_lacks_is_named(address: str) -> None:
    status, _, body = get(address, picture_url(PDF, 999))
    assert status == 404
    assert "không có trang 999" in body.decode("utf-8")


def test_a_browser_gets_one_key_that_no_script_can_read(address: str) -> None:
    with urllib.request.urlopen(address) as answer:
        cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    again = urllib.request.Request(address, headers={"Cookie": cookie.split(";")[0]})
    with urllib.request.urlopen(again) as answer:
        assert answer.headers["Set-Cookie"] is None


@pytest.mark.parametrize("before", ['thư={"x":1}; ', "a b; ", ""])
def test_a_key_is_known_beside_whatever_other_pages_of_the_machine_set(address: str, before: str) -> None:
    cookies = f"{before}tracuu_nguoi={'0a' * 16}".encode().decode("latin-1")
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Cookie": cookies})) as answer:
        assert answer.headers["Set-Cookie"] is None


def test_a_key_that_cannot_be_ours_is_replaced(address: str) -> None:
    again = urllib.request.Request(address, headers={"Cookie": "tracuu_nguoi=khac"})
    with urllib.request.urlopen(again) as answer:
        assert answer.headers["Set-Cookie"].startswith("tracuu_nguoi=")
