"""Mails, and how people want to be told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dougong.platform.expressions.sql import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mail",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("user", sa.String(length=36), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("task", sa.String(length=36), nullable=True),
        sa.Column("digest", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("error", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_mail_user"), "mail", ["user"], unique=False)
    op.create_index("ix_mail_due", "mail", ["state", "due_at"], unique=False)
    op.create_table(
        "notification_choice",
        sa.Column("user", sa.String(length=36), nullable=False),
        sa.Column("notification", sa.String(length=40), nullable=False),
        sa.Column("choice", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("user", "notification"),
    )
    op.add_column("app_user", sa.Column("mail", sa.String(length=254), nullable=True))
    digest_at = sa.Column("digest_at", sa.String(length=5), nullable=False, server_default="08:00")
    op.add_column("app_user", digest_at)
