"""Electronic signatures under records."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dougong.platform.expressions.sql import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signature",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("event", sa.String(length=36), nullable=False),
        sa.Column("transition", sa.String(length=40), nullable=True),
        sa.Column("vote", sa.String(length=36), nullable=True),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column("meaning", sa.JSON(), nullable=False),
        sa.Column("change_no", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_signature_record"), "signature", ["record"], unique=False)
    op.add_column("approval", sa.Column("sign", sa.JSON(), nullable=True))
