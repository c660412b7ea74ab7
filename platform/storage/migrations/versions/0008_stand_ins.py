"""Who stands in for whom; on whose behalf a task is done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dougong.platform.expressions.sql import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stand_in",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("stand_in", sa.String(length=36), nullable=False),
        sa.Column("from_at", UtcDateTime(), nullable=False),
        sa.Column("until_at", UtcDateTime(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_stand_in_person"), "stand_in", ["person"], unique=False)
    op.create_index(op.f("ix_stand_in_stand_in"), "stand_in", ["stand_in"], unique=False)
    op.add_column("task", sa.Column("on_behalf_of", sa.String(length=36), nullable=True))
