"""What happens to tasks besides being done; notices that lead to a task."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dougong.platform.expressions.sql import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "task_event",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("task", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_task_event_task"), "task_event", ["task"], unique=False)
    op.add_column("notification_item", sa.Column("task", sa.String(length=36), nullable=True))
