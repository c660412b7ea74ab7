"""Files are seen by the rights of the records that hold them, and swept away when none does."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from dougong.platform.files import SWEEP, content, file_for, sweep
from dougong.platform.jobs.leasing import take
from dougong.platform.problems import Invalid, TooMany
from dougong.runtime import records
from tests.services.pictures import PDF, picture
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.files.sending import kept, sees, send


def test_until_it_is_saved_only_the_sender_sees_it(gate: Desk) -> None:
    photo = send(gate, "rosa")
    assert sees(gate, "rosa", photo["id"]) == picture()
    assert sees(gate, "hanna", photo["id"]) is None
    for id in ("", "x" * 40, "a\x00", "01900000-0000-7000-8000-000000000001"):
        assert sees(gate, "rosa", id) is None


def test_then_those_who_see_the_field_of_the_record(gate: Desk) -> None:
    photo, paper = send(gate, "hanna"), send(gate, "hanna", "a.pdf")
    made = gate.create("hanna", "gate_check", {"photos": [photo], "papers": [paper]})
    assert sees(gate, "rosa", photo["id"]) == picture()
    assert sees(gate, "rosa", paper["id"]) is None, "its field is hidden from the reception"
    assert sees(gate, "hanna", paper["id"]) == PDF
    assert sees(gate, "guest", photo["id"]) is None
    gate.act("hanna", "gate_check", made.id, "pass")
    assert sees(gate, "rosa", photo["id"]) is None, "the reception sees open checks only"
    assert sees(gate, "hanna", photo["id"]) == picture()


def test_the_hash_of_a_file_opens_nothing(gate: Desk) -> None:
    photo = send(gate, "hanna")
    with gate.looking("hanna") as tx:
        key = file_for(tx, photo["id"]).key
    for who in ("hanna", "rosa"):
        assert sees(gate, who, key) is None and sees(gate, who, key[:36]) is None
    same = send(gate, "rosa")  # the same content, sent by another: an upload of its own
    assert same["id"] != photo["id"] and sees(gate, "hanna", same["id"]) is None


def test_a_copy_is_seen_by_those_who_see_the_copy(gate: Desk) -> None:
    gate.create("hanna", "visitor", {"name": "周工"})
    visit = gate.create("hanna", "visit", {"visitor": {"name": "周工"}})
    photo, paper = send(gate, "hanna"), send(gate, "hanna", "a.pdf")
    made = gate.create(
        "hanna", "gate_check", {"visit": visit.id, "photos": [photo], "papers": [paper]}
    )
    gate.act("hanna", "gate_check", made.id, "pass")
    assert sees(gate, "rosa", photo["id"]) == picture(), "the visit shows it"
    assert sees(gate, "rosa", paper["id"]) is None


def test_what_was_taken_out_is_still_seen_in_the_history(gate: Desk) -> None:
    photo = send(gate, "hanna")
    made = gate.create("hanna", "gate_check", {"photos": [photo]})
    gate.change("hanna", "gate_check", made.id, {"photos": [], "why": "看不清"})
    gate.clock.forward(days=3)
    gate.drain()
    assert sees(gate, "rosa", photo["id"]) == picture()


def test_what_nobody_saves_is_swept_away_after_a_day(gate: Desk, folder: Path) -> None:
    saved, left, other = send(gate, "hanna"), send(gate, "rosa"), send(gate, "rosa", "a.pdf")
    gate.create("hanna", "gate_check", {"photos": [saved]})
    before = kept(folder)
    gate.clock.forward(hours=23)
    gate.drain()
    assert kept(folder) == before and sees(gate, "rosa", left["id"])
    gate.clock.forward(hours=2)
    gate.drain()
    assert sees(gate, "rosa", left["id"]) is None and sees(gate, "rosa", other["id"]) is None
    assert sees(gate, "hanna", saved["id"]) == picture(), "the same content is kept for the record"
    assert len(kept(folder)) == len(before) - 1, "the document alone is gone"
    assert gate.rows("job") == []
    with pytest.raises(Invalid):
        gate.create("rosa", "gate_check", {"photos": [left]})


def test_a_refused_record_claims_nothing(gate: Desk, folder: Path) -> None:
    photo = send(gate, "hanna")
    with pytest.raises(Invalid):
        gate.create("hanna", "gate_check", {"photos": [photo], "items": [{}]})
    assert sees(gate, "hanna", photo["id"]) == picture(), "it can be sent again"
    gate.clock.forward(hours=25)
    gate.drain()
    assert kept(folder) == []


def test_files_of_a_deleted_draft_go_too(gate: Desk, folder: Path) -> None:
    photo = send(gate, "hanna")
    made = gate.create("hanna", "gate_check", {"photos": [photo]})
    with gate.as_("hanna") as tx:
        records.delete(tx, "gate_check", made.id)
    gate.clock.forward(hours=25)
    gate.drain()
    assert kept(folder) == [] and sees(gate, "hanna", photo["id"]) is None


def test_a_small_picture_that_is_lost_is_made_anew(gate: Desk, folder: Path) -> None:
    photo = send(gate, "hanna", body=picture(size=(900, 600)))
    before = kept(folder)
    for one in folder.rglob("*.small"):
        one.unlink()
    with gate.looking("hanna") as tx, content(tx, file_for(tx, photo["id"], "small")) as file:
        assert file.read(4) == b"RIFF"
    assert kept(folder) == before


def test_nobody_fills_the_disk(gate: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dougong.platform.files.receiving.MOST_UNCLAIMED", 2)
    photos = [send(gate, "rosa"), send(gate, "rosa")]
    with pytest.raises(TooMany):
        send(gate, "rosa")
    send(gate, "rita")
    gate.create("hanna", "gate_check", {"why": "x"})
    gate.create("rosa", "gate_check", {"photos": photos})
    send(gate, "rosa")


def test_saving_at_the_last_moment_wins_over_sweeping(gate: Desk) -> None:
    """The sweep is under way already when the record is saved: it waits, and sees the claim."""
    photo = send(gate, "rosa")
    gate.clock.forward(hours=25)
    with gate.service() as tx:
        job = take(tx)
    assert job is not None and job.kind == SWEEP
    sweeping = threading.Thread(target=sweep, args=(job, gate.storage))
    with gate.as_("rosa") as tx:
        records.create(tx, "gate_check", {"photos": [photo["id"]]})
        sweeping.start()
    sweeping.join(timeout=20)
    assert not sweeping.is_alive()
    assert sees(gate, "rosa", photo["id"]) == picture()
