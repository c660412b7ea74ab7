"""Files that records hold."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dougong.platform.expressions.sql import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stored_file",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("sent_by", sa.String(length=36), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("claimed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_stored_file_hash"), "stored_file", ["hash"], unique=False)
    op.create_index(op.f("ix_stored_file_sent_by"), "stored_file", ["sent_by"], unique=False)
    op.create_table(
        "file_claim",
        sa.Column("file", sa.String(length=36), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("file", "record", "field"),
    )
    op.create_index(op.f("ix_file_claim_record"), "file_claim", ["record"], unique=False)
