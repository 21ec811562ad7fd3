"""Asks what a row of the table says, leaves nothing behind, and reads all that an answer tells."""

import io
import zipfile
from typing import Any

from django.urls import reverse

from tests.access.table import Page
from tests.access.world import CODES, YEAR, World
from tests.undoing import undone

XHR = {"HX-Request": "true"}
_DEEPEST = 3


def address(world: World, page: Page, scope: str, place: str, pattern: str) -> str:
    """Return the address of a page about the record of `scope`, asked for at the organisation of `place`."""
    at = scope if page.there and scope in CODES else place
    args: list[Any] = [CODES[at], YEAR] if pattern.startswith("o/<") else []
    args += page.before
    args += [world.thing(scope, noun).pk for noun in page.of.split()]
    if page.code:
        args.append(CODES[scope])
    query = f"?{page.query}" if page.query else ""
    return reverse(page.name, args=[*args, *page.args]) + query


def ask(
    world: World,
    role: str,
    method: str,
    url: str,
    said: dict[str, Any] | None = None,
    *,
    headers: dict[str, str] | None = None,
) -> Any:
    """Return the answer to a role's request; whatever it wrote is taken back."""
    client = world.client(role)
    with undone():
        send = client.get if method == "GET" else client.post
        answer: Any = send(url, {} if method == "GET" else said or {}, headers=headers)
        answer.told = text_of(answer)
    return answer


def text_of(answer: Any) -> str:
    """Return all that an answer says: headers, page, and every part of a packed file."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    heads = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return "\n".join([heads, *parts(body)])


def parts(body: bytes, depth: int = 0) -> list[str]:
    """Return the texts and names of all that a file is packed of."""
    if depth < _DEEPEST and zipfile.is_zipfile(io.BytesIO(body)):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return [text for name in packed.namelist() for text in (name, *parts(packed.read(name), depth + 1))]
    return [body.decode("utf-8", "replace")]
