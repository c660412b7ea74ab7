"""Votes on tasks, and what people say about records."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dougong.platform.expressions.sql import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "approval",
        sa.Column("task", sa.String(length=36), nullable=False),
        sa.Column("flow", sa.String(length=40), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("ask", sa.JSON(), nullable=False),
        sa.Column("approved", sa.String(length=40), nullable=True),
        sa.Column("refused", sa.String(length=40), nullable=True),
        sa.Column("comment", sa.String(length=40), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("task"),
    )
    op.create_table(
        "approval_seat",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("task", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=True),
        sa.Column("person", sa.String(length=36), nullable=True),
        sa.Column("veto", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(length=10), nullable=False),
        sa.Column("host", sa.String(length=36), nullable=True),
        sa.Column("added_by", sa.String(length=36), nullable=True),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("held_by", sa.String(length=36), nullable=True),
        sa.Column("turn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("task", "role", "person"):
        op.create_index(op.f(f"ix_approval_seat_{name}"), "approval_seat", [name], unique=False)
    op.create_table(
        "approval_vote",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("task", sa.String(length=36), nullable=False),
        sa.Column("seat", sa.String(length=36), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("seat", "round", name="uq_approval_vote_seat"),
    )
    for name in ("task", "person"):
        op.create_index(op.f(f"ix_approval_vote_{name}"), "approval_vote", [name], unique=False)
    op.create_table(
        "approval_voiding",
        sa.Column("task", sa.String(length=36), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=True),
        sa.Column("cause", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("task", "round"),
    )
    op.create_table(
        "record_comment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("author", sa.String(length=36), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_record_comment_record"), "record_comment", ["record"], unique=False)
