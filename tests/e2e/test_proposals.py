"""A form proposes a decision with its reasons; a person follows it, or says why not."""

from __future__ import annotations

import pytest

from dougong.platform.definitions import Definition
from dougong.platform.problems import Invalid, Refused
from dougong.runtime.pages.views.record import record_view
from dougong.runtime.pages.views.taking import with_taken
from dougong.runtime.records import preview
from dougong.runtime.showing import form_view
from dougong.runtime.timeline import timeline
from tests.e2e.cellar import cellar, to_taste
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk

__all__ = ["cellar"]


def test_the_proposal_comes_with_its_reasons_in_the_readers_words(cellar: Desk) -> None:
    tasting = to_taste(cellar, scores=(8, 5, None))
    with cellar.looking("tina") as tx:
        (found,) = form_view(preview(tx, "tasting", tasting.id)).proposals
        assert (found.value.text, found.tone, found.input) == ("退回", "red", "send_back")
        assert [(one.words, one.tone, one.icon) for one in found.reasons] == [
            ("酸度 5 分，低于 6 分", "red", "x"),
            ("香气 8 分，够", "green", "check"),
            ("还有项目未打分，不影响结论", "yellow", "hourglass"),
        ]
    with cellar.looking("theo") as tx:
        (found,) = form_view(preview(tx, "tasting", tasting.id)).proposals
        assert found.reasons[0].words == "酸度: 5, less than 6"


def test_it_follows_what_is_typed_and_sets_nothing(cellar: Desk) -> None:
    tasting = to_taste(cellar, scores=(8, 5, None))
    with cellar.looking("tina") as tx:
        typed = [{"aspect": "香气", "least": "6", "score": "7"}]
        draft = preview(tx, "tasting", tasting.id, {"notes": typed})
        (found,) = form_view(draft).proposals
        assert (found.value.text, [one.words for one in found.reasons]) == (
            "入窖", ["香气 7 分，够"])  # fmt: skip
        assert draft.values["decision"] is None and not found.taken
        unscored = preview(tx, "tasting", tasting.id, {"notes": [{"aspect": "香气", "least": "6"}]})
        assert form_view(unscored).proposals == ()
        taken = with_taken(tx, "tasting", tasting.id, {"notes": typed}, "decision")
        assert taken == {"notes": typed, "decision": "keep"}
        (after,) = form_view(preview(tx, "tasting", tasting.id, taken)).proposals
        assert after.taken and after.decided
    assert cellar.record("tasting", tasting.id).values["decision"] is None


def test_whether_it_was_followed_stays_with_the_event(cellar: Desk) -> None:
    followed = to_taste(cellar, "B-1")
    cellar.act("tina", "tasting", followed.id, "decide", {"decision": "send_back"})
    told = {"value": "send_back", "followed": True}
    assert cellar.events(followed.id)[-1]["proposed"] == {"decision": told}
    other = to_taste(cellar, "B-2")
    with pytest.raises(Invalid) as caught:  # another decision needs its reason
        cellar.act("tina", "tasting", other.id, "decide", {"decision": "keep"})
    assert [one.path for one in caught.value.fields] == ["reason"]
    cellar.act("tina", "tasting", other.id, "decide", {"decision": "keep", "reason": "换杯复尝"})
    assert cellar.events(other.id)[-1]["proposed"] == {"decision": {**told, "followed": False}}
    assert [one["proposed"] for one in cellar.events(other.id)[:-1]] == [None, None]
    with cellar.looking("tina") as tx:
        first = timeline(tx, "tasting", other.id)[0].to_json()
        assert first["proposed"] == {"decision": {**told, "followed": False}}
        view = record_view(tx, "tasting", other.id, {})
        assert view.side.days[0].entries[0].advice == (("结论", "退回", False),)
        assert view.proposals == []


def test_a_rule_may_ask_what_was_proposed(cellar: Desk) -> None:
    rule = small.rule(
        "nobody_keeps_bad_wine",
        {"form": "form:tasting", "transition": "decide"},
        small.refuse("no", "decision"),
        **{"if": "decision == 'keep' and proposed.decision == 'send_back'"},
    )
    cellar.publish(rule)
    tasting = to_taste(cellar)
    with pytest.raises(Refused, match="not decision"):
        cellar.act("tina", "tasting", tasting.id, "decide", {"decision": "keep", "reason": "x"})
    cellar.act("tina", "tasting", tasting.id, "decide", {"decision": "send_back"})


def test_what_somebody_may_not_know_is_left_out_of_the_reasons(cellar: Desk) -> None:
    with cellar.looking("tina") as tx:
        form = dict(tx.library.get("form:tasting").body)
        role = dict(tx.library.get("role:taster").body)
    fields = [dict(one) for one in form["fields"]]
    decision = next(one for one in fields if one["id"] == "decision")
    because = [{"text": {"zh": "产区 {{wine.region}}", "en": "From {{wine.region}}"}}]
    decision["propose"] = {"value": "'keep'", "because": because}
    rights = [
        {**one, "hidden": ["region"]} if one["form"] == "form:wine" else one
        for one in role["rights"]
    ]
    cellar.publish(
        Definition.of({**form, "fields": fields}), Definition.of({**role, "rights": rights})
    )
    tasting = to_taste(cellar)
    for who, words in (("tina", "产区 —"), ("hedi", "产区 勃艮第")):
        with cellar.looking(who) as tx:
            (found,) = form_view(preview(tx, "tasting", tasting.id)).proposals
            assert [one.words for one in found.reasons] == [words]
