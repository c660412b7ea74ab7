"""Pages from templates; a fragment is a block of its page, rendered alone when htmx asks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dougong.platform.problems import Problem
from dougong.platform.resources import static_folder, templates_folder
from dougong.platform.storage import Transaction, new_id
from dougong.platform.texts import pick, translate
from dougong.platform.web.asked import Asked
from dougong.platform.web.shell import Shell, shell_for
from dougong.platform.web.warned import COOKIE, arrived

THEME_COOKIE = "dougong_theme"


@cache
def environment() -> Environment:
    """The one Jinja environment: everything is escaped, what is missing is an error."""
    made = Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["static"] = static
    return made


@cache
def static(path: str) -> str:
    """The URL of a static file; its content is part of it, so browsers may keep it for ever."""
    content = (static_folder() / path).read_bytes()
    return f"/static/{path}?v={hashlib.sha256(content).hexdigest()[:12]}"


def is_fragment(request: Request) -> bool:
    """Whether htmx asks for a part of the page."""
    return request.headers.get("hx-request") == "true"


def page(
    asked: Asked,
    tx: Transaction,
    template: str,
    view: Any,
    block: str | None = None,
    status: int = 200,
) -> Response:
    """A page with its `view`; where htmx asks and `block` is named, only that block of it."""
    context = {**_words(asked.request, tx.actor.language), **_person(asked, tx), "view": view}
    only = block if is_fragment(asked.request) else None
    answer = HTMLResponse(_rendered(template, context, only), status)
    if context["warned"]:
        answer.delete_cookie(COOKIE)
    return answer


def bare_page(
    request: Request, language: str, template: str, view: Any, status: int = 200
) -> Response:
    """A page for somebody who is not signed in."""
    context = {**_words(request, language), **_nobody(request), "view": view}
    return HTMLResponse(_rendered(template, context, None), status)


def render_problem(request: Request, problem: Problem, language: str) -> Response:
    """What went wrong, for people: a whole page, or the message alone for htmx."""
    view = {
        "status": problem.status,
        "code": problem.code,
        "message": problem.message.render(language),
        "details": [one.message.render(language) for one in problem.fields],
    }
    part = is_fragment(request)
    template = "pages/problem_part.html" if part else "pages/problem.html"
    frame = _nobody(request) if part or problem.status >= 500 else _whoever(request)
    context = {**_words(request, language), **frame, "view": view}
    return HTMLResponse(_rendered(template, context, None), problem.status)


def _whoever(request: Request) -> dict[str, Any]:
    """The frame of the person who asks, or of nobody: a problem must not become another one."""
    asked = Asked(request)
    try:
        with asked.reading() as tx:
            return _person(asked, tx)
    except Problem:
        return _nobody(request)


def _rendered(template: str, context: Mapping[str, Any], block: str | None) -> str:
    found = environment().get_template(template)
    if block is None:
        return found.render(context)
    inner = found.new_context(dict(context))
    return "".join(found.blocks[block](inner))


def _words(request: Request, language: str) -> dict[str, Any]:
    def t(msgid: str, **params: object) -> str:
        return translate(msgid, language, **params)

    def text(value: Any) -> str:
        return pick(value, language)

    functions: dict[str, Callable[..., str]] = {"t": t, "pick": text, "new_key": new_id}
    return {
        **functions,
        "language": language,
        "path": request.url.path,
        "method": request.method,
        "query": dict(request.query_params),
        "is_fragment": is_fragment(request),
        "warned": [] if is_fragment(request) else arrived(request),
    }


def _person(asked: Asked, tx: Transaction) -> dict[str, Any]:
    csrf = asked.session.csrf if asked.session else ""
    return {"theme": tx.actor.theme, "csrf": csrf, "shell": shell_for(asked, tx)}


def _nobody(request: Request) -> dict[str, Any]:
    return {"theme": request.cookies.get(THEME_COOKIE, "auto"), "csrf": "", "shell": Shell()}
