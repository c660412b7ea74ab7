"""Signing in and out, and what a person prefers."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response

from dougong.platform.identity import (
    NOBODY,
    check_throttle,
    session_for,
    set_preference,
    sign_in,
    sign_out,
    user_by_id,
)
from dougong.platform.problems import TooMany, Unauthenticated
from dougong.platform.storage import Cause
from dougong.platform.texts import LANGUAGES, N_, Message
from dougong.platform.web.answers import redirect
from dougong.platform.web.asked import Ask, Asked, session_cookie
from dougong.platform.web.bodies import FormBody
from dougong.platform.web.csrf import check_origin
from dougong.platform.web.languages import COOKIE, language_of
from dougong.platform.web.rendering import THEME_COOKIE, bare_page

router = APIRouter()
_THEMES = ("auto", "light", "dark")
COOKIES = {"language": COOKIE, "theme": THEME_COOKIE}
_YEAR = 31_536_000  # seconds
_WRONG = Message(N_("The login or the password is not right"))
_NEEDED = {
    "login": Message(N_("Enter your login")),
    "password": Message(N_("Enter your password")),
}


@router.get("/sign-in")
def sign_in_page(asked: Ask) -> Response:
    """The sign-in page; who is signed in already goes on to where they wanted."""
    try:
        with asked.reading():
            return redirect(_inside(asked.request.query_params.get("next", ""))).response()
    except Unauthenticated:
        return _page(asked, {}, asked.request.query_params)


@router.post("/sign-in")
def sign_in_here(asked: Ask, form: FormBody) -> Response:
    """Sign in; a wrong password says so beside the form and counts against the throttle."""
    check_origin(asked.request)
    name, address = form.get("login", "").strip(), _address(asked.request)
    typed = {"login": name, "password": form.get("password", "")}
    if not all(typed.values()):
        missing = {field: words for field, words in _NEEDED.items() if not typed[field]}
        return _page(asked, missing, form, 422)
    try:
        with asked.deployment.storage.read(NOBODY) as tx:
            check_throttle(tx, name, address)
    except TooMany as problem:
        return _page(asked, {"password": problem.message}, form, 429)
    with asked.deployment.storage.write(NOBODY, Cause("person")) as tx:
        session = sign_in(tx, name, typed["password"], address)
        person = user_by_id(tx, session.user) if session else None
    if session is None or person is None:
        return _page(asked, {"password": _WRONG}, form, 422)
    answer = redirect(_inside(form.get("next", ""))).response()
    secure = asked.request.url.scheme == "https"
    answer.set_cookie(
        session_cookie(asked.request), session.token, httponly=True, samesite="lax", secure=secure
    )
    answer.set_cookie(COOKIE, str(person["language"]), samesite="lax", secure=secure)
    return answer


@router.post("/sign-out")
def sign_out_here(asked: Ask, form: FormBody) -> Response:
    """End the session here; whoever is signed out already simply sees the sign-in page."""
    cookie = session_cookie(asked.request)
    token = asked.request.cookies.get(cookie, "")
    with asked.deployment.storage.read(NOBODY) as tx:
        live = session_for(tx, token) is not None
    if live:
        with asked.writing() as tx:
            sign_out(tx, token)
    answer = redirect("/sign-in").response()
    answer.delete_cookie(cookie)
    return answer


@router.post("/preferences")
def preferences(asked: Ask, form: FormBody) -> Response:
    """Keep the language or the theme, and go back to where one was.

    Of a person it is kept for every browser; before signing in, in this one.
    """
    chosen = {
        key: form[key]
        for key, known in (("language", tuple(LANGUAGES)), ("theme", _THEMES))
        if form.get(key) in known
    }
    if asked.request.cookies.get(session_cookie(asked.request)):
        with asked.writing() as tx:
            set_preference(tx, str(tx.actor.id), **chosen)
    answer = redirect(_inside(form.get("back", ""))).response()
    for key, value in chosen.items():
        answer.set_cookie(COOKIES[key], value, samesite="lax", max_age=_YEAR)
    return answer


def _page(
    asked: Asked, wrong: Mapping[str, Message], typed: Mapping[str, str], status: int = 200
) -> Response:
    """The form with what was typed, and where to go on to."""
    words = language_of(asked.request)
    view = {
        "wrong": {field: wrong[field].render(words) if field in wrong else "" for field in _NEEDED},
        "login": typed.get("login", "").strip(),
        "next": _inside(typed.get("next", "")),
        "expired": "expired" in asked.request.query_params,
        "logins": asked.deployment.logins if asked.deployment.demo else (),
    }
    return bare_page(asked.request, words, "pages/login.html", view, status)


def _inside(path: str) -> str:
    """Only addresses of our own: never another site's."""
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and "\n" not in path
    return path if safe and len(path) < 500 else "/"


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
