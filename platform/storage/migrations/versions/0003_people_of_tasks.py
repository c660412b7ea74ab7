"""Tasks for named people, people kept from a task, heads of departments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("department", sa.Column("head", sa.String(length=36), nullable=True))
    op.drop_column("task", "person")
    op.add_column("task", sa.Column("persons", sa.JSON(), nullable=True))
    op.add_column("task", sa.Column("because", sa.JSON(), nullable=True))
    op.create_table(
        "task_person",
        sa.Column("task", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("task", "person", "part"),
    )
    op.create_index(op.f("ix_task_person_person"), "task_person", ["person"], unique=False)
