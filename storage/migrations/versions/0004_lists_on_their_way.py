"""lists on their way: a staged paper keeps the words that stand in place of its number, a staged row what its
record is found by, and indexes of what most records leave empty hold only those that do not

A list of 25,000 is moved into the register in one transaction, and each index took its share of it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

COLUMNS = (
    ("business", "photo_id"),
    ("business", "card_id"),
    ("business", "entered_by"),
    ("business", "assigned_to"),
    ("certificate", "photo_id"),
    ("product", "photo_id"),
)


def upgrade() -> None:
    op.add_column("import_paper", sa.Column("flagged", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("import_row", sa.Column("completeness", sa.Integer(), nullable=True))
    op.add_column("import_row", sa.Column("search", sa.Text(), nullable=True))
    for table, column in COLUMNS:
        index, filled = f"ix_{table}_{column}", sa.text(f"{column} IS NOT NULL")
        op.drop_index(index, table)
        op.create_index(index, table, [column], sqlite_where=filled, postgresql_where=filled)
