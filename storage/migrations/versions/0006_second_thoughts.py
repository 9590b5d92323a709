"""second thoughts: why a notice was given back, the day of the month that one is for, topics that were switched off
together"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    with op.batch_alter_table("broadcast", schema=None) as batch_op:
        batch_op.add_column(sa.Column("month_day", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("given_back_for", sa.String(length=200), nullable=True))

    with op.batch_alter_table("topic_off", schema=None) as batch_op:
        batch_op.add_column(sa.Column("with_all", sa.Boolean(), server_default=sa.false(), nullable=False))
