"""What may be sent as a file: too much, broken or hostile content is refused with words, never with an error page."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from concord.web.models import Guest
from concord.web.way.tests.walk import send, token

HOSTILE = {
    "nothing": b"",
    "zeros": b"\0" * 1000,
    "not text": bytes(range(256)) * 20,
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
    "deep lists": b"[" * 100_000,
    "deep keys": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "an alias": b"a: &a [1]\nb: *a\n",
    "a tag": b"!!python/object/apply:os.system ['true']\n",
    "a number without end": b'{"person": {"birth_year": ' + b"9" * 100_000 + b"}}",
    "a number without end, in YAML": b"person: {birth_year: " + b"9" * 100_000 + b"}",
    "a list": b"[1, 2, 3]",
    "a word": b"hello",
    "a bundle without entries": b'{"resourceType": "Bundle"}',
    "a bundle of nonsense": b'{"resourceType": "Bundle", "entry": [1, null, {"resource": 3}]}',
    "half of a sealed file": b"concord sealed 1\nabc",
    "markup": b"<script>alert(1)</script>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_content_is_refused_with_words(name: str, browser: Client) -> None:
    response = send(browser, "/en/bring/", file=SimpleUploadedFile("mine", HOSTILE[name]), phrase="some phrase")
    text = response.content.decode()
    assert response.status_code == 200
    assert 'role="alert"' in text
    assert "<script>alert" not in text
    assert "Traceback" not in text
    assert not Guest.objects.exists()


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_file_that_is_too_large_is_refused_with_words(language: str, browser: Client) -> None:
    large = SimpleUploadedFile("mine", b" " * (settings.FILE_UPLOAD_MAX_MEMORY_SIZE + 1))
    text = send(browser, f"/{language}/bring/", file=large).content.decode()
    assert {"en": "five megabytes", "es": "cinco megabytes"}[language] in text.split('role="alert"')[1]


def test_a_form_with_too_much_beside_the_file_is_refused(browser: Client) -> None:
    shown = browser.get("/en/bring/").content.decode()
    long = "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    response = browser.post("/en/bring/", {"csrfmiddlewaretoken": token(shown), "phrase": long})
    assert response.status_code in (400, 413)
    assert b"Traceback" not in response.content


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=there", b"--not there\r\n\r\nx"),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=" + "b" * 300, b"x"),
        ("application/json", b"{"),
    ],
)
def test_a_form_that_is_broken_is_refused(kind: str, body: bytes, browser: Client) -> None:
    response = browser.post("/en/bring/", body, content_type=kind)
    assert response.status_code in (400, 403)
    assert b"Traceback" not in response.content
