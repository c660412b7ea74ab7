"""On whose behalf somebody voted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("on_behalf_of", sa.String(length=36), nullable=True)
    op.add_column("approval_vote", column)
