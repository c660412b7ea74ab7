"""Problems as answers: problem+json for programs, a page or a fragment for people."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from dougong.platform.problems import (
    FieldProblem,
    Invalid,
    Malformed,
    NotFound,
    Problem,
    Unauthenticated,
)
from dougong.platform.storage import new_id
from dougong.platform.texts import N_, Message
from dougong.platform.web.languages import language_of, wants_json
from dougong.platform.web.rendering import is_fragment, render_problem

_log = logging.getLogger("dougong.web")


def install(app: FastAPI) -> None:
    """Have every fault of a request answered clearly."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def body_of(problem: Problem, language: str) -> dict[str, Any]:
    """The problem as RFC 9457 JSON; `errors` names each field."""
    return {
        "type": "about:blank",
        "title": problem.message.render(language),
        "status": problem.status,
        "code": problem.code,
        "errors": [error_of(one, language) for one in problem.fields],
    }


def error_of(one: FieldProblem, language: str) -> dict[str, Any]:
    """What is wrong with one field."""
    found = {"field": one.path, "code": one.code, "message": one.message.render(language)}
    return {**found, "rule": one.rule} if one.rule else found


def _answer(request: Request, problem: Problem) -> Response:
    language = getattr(request.state, "language", None) or language_of(request)
    headers = _retry(problem)
    if wants_json(request):
        body = body_of(problem, language)
        return JSONResponse(body, problem.status, headers, "application/problem+json")
    if isinstance(problem, Unauthenticated):
        return _to_sign_in(request)
    return render_problem(request, problem, language)


def _retry(problem: Problem) -> dict[str, str]:
    return {"Retry-After": "1"} if problem.status == 503 else {}


def _to_sign_in(request: Request) -> Response:
    """A page asks to sign in and comes back; a fragment is told, so that nothing typed is lost."""
    if is_fragment(request):
        return Response(status_code=401)
    at = request.url if request.method == "GET" else _page_before(request)
    query = f"?{at.query}" if at.query else ""
    return RedirectResponse(f"/sign-in?next={quote(at.path + query)}", 303)


def _page_before(request: Request) -> SplitResult:
    """The page of ours a form was sent from, where the browser keeps what was typed; else the start."""
    found = urlsplit(request.headers.get("referer", ""))
    ours = found.netloc == request.headers.get("host") and found.path.startswith("/")
    return found if ours else urlsplit("/")


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return await run_in_threadpool(_answer, request, error)


async def _validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    message = Message(N_("This value does not fit"))
    problems = [
        FieldProblem(str(one["loc"][-1])[:60], "invalid", message) for one in error.errors()[:20]
    ]
    found = Invalid(Message(N_("The query cannot be read")), problems)
    return await run_in_threadpool(_answer, request, found)


class _MethodNotAllowed(Malformed):
    """The address exists, but not for this method."""

    status = 405
    code = "method_not_allowed"


_BY_STATUS: Mapping[int, Problem] = {
    404: NotFound(Message(N_("There is nothing at this address"))),
    405: _MethodNotAllowed(Message(N_("This address does not take such requests"))),
}


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    problem = _BY_STATUS.get(error.status_code, Malformed(Message(N_("The request is broken"))))
    return await run_in_threadpool(_answer, request, problem)


class _Unexpected(Problem):
    """A fault of ours."""

    status = 500
    code = "unexpected"


async def _unexpected(request: Request, error: Exception) -> Response:
    number = new_id()
    _log.error(
        "request %s %s failed (%s)", request.method, request.url.path, number, exc_info=error
    )
    words = N_("Something went wrong on our side; nothing was changed. Number {number}")
    found = _Unexpected(Message(words, {"number": number}))
    return await run_in_threadpool(_answer, request, found)
