"""notices: broadcasts with their deliveries, topics, reminders, and the moments that the machine remembers"""

import sqlalchemy as sa
from alembic import op

import storage.base

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "moment",
        sa.Column("name", sa.String(length=24), nullable=False),
        sa.Column("at", storage.base.Utc(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_moment")),
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.Date(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("until", storage.base.Utc(), nullable=False),
        sa.Column("again_at", storage.base.Utc(), nullable=True),
        sa.Column("asked", sa.String(length=64), nullable=False),
        sa.Column("made_at", storage.base.Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_reminder_contact_id_contact"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_reminder_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index("ix_reminder_again", ["again_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_reminder_office_id"), ["office_id"], unique=False)
        batch_op.create_index(
            "uq_reminder_step", ["contact_id", "kind", "subject", "anchor", "step"], unique=True
        )

    op.create_table(
        "reminder_stop",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.Integer(), nullable=False),
        sa.Column("since", storage.base.Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_reminder_stop_contact_id_contact"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contact_id", "kind", "subject", name=op.f("pk_reminder_stop")),
    )
    op.create_table(
        "topic_off",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=16), nullable=False),
        sa.Column("since", storage.base.Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_topic_off_contact_id_contact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contact_id", "topic", name=op.f("pk_topic_off")),
    )
    op.create_table(
        "broadcast",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("topic", sa.String(length=16), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("marks", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("enclosure_id", sa.Integer(), nullable=True),
        sa.Column("is_picture", sa.Boolean(), nullable=True),
        sa.Column("filter", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("of_id", sa.Integer(), nullable=True),
        sa.Column("of_group", sa.String(length=12), nullable=False),
        sa.Column("due_at", storage.base.Utc(), nullable=True),
        sa.Column("repeats", sa.String(length=8), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("approved_at", storage.base.Utc(), nullable=True),
        sa.Column("override_reason", sa.String(length=200), nullable=True),
        sa.Column("override_by", sa.Integer(), nullable=True),
        sa.Column("made_at", storage.base.Utc(), nullable=False),
        sa.Column("changed_at", storage.base.Utc(), nullable=False),
        sa.Column("held_for", sa.String(length=8), nullable=False),
        sa.Column("started_at", storage.base.Utc(), nullable=True),
        sa.Column("ended_at", storage.base.Utc(), nullable=True),
        sa.Column("stopped_by", sa.Integer(), nullable=True),
        sa.Column("last_contact", sa.Integer(), server_default="0", nullable=False),
        sa.Column("are_made", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by"],
            ["contact.id"],
            name=op.f("fk_broadcast_approved_by_contact"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["enclosure_id"],
            ["attachment.id"],
            name=op.f("fk_broadcast_enclosure_id_attachment"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["contact.id"], name=op.f("fk_broadcast_author_id_contact"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["of_id"], ["broadcast.id"], name=op.f("fk_broadcast_of_id_broadcast"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_broadcast_office_id_office")),
        sa.ForeignKeyConstraint(
            ["override_by"],
            ["contact.id"],
            name=op.f("fk_broadcast_override_by_contact"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["stopped_by"], ["contact.id"], name=op.f("fk_broadcast_stopped_by_contact"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcast")),
    )
    with op.batch_alter_table("broadcast", schema=None) as batch_op:
        batch_op.create_index("ix_broadcast_due", ["state", "due_at"], unique=False)
        batch_op.create_index("ix_broadcast_office", ["office_id", "changed_at"], unique=False)

    op.create_table(
        "broadcast_exclusion",
        sa.Column("broadcast_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["broadcast_id"],
            ["broadcast.id"],
            name=op.f("fk_broadcast_exclusion_broadcast_id_broadcast"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_broadcast_exclusion_contact_id_contact"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("broadcast_id", "contact_id", name=op.f("pk_broadcast_exclusion")),
    )
    with op.batch_alter_table("broadcast_exclusion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_broadcast_exclusion_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "delivery",
        sa.Column("broadcast_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("read_at", storage.base.Utc(), nullable=True),
        sa.Column("opened_at", storage.base.Utc(), nullable=True),
        sa.ForeignKeyConstraint(
            ["broadcast_id"],
            ["broadcast.id"],
            name=op.f("fk_delivery_broadcast_id_broadcast"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_delivery_contact_id_contact"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_delivery_outbox_id_outbox"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("broadcast_id", "contact_id", name=op.f("pk_delivery")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delivery_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_delivery_outbox_id"), ["outbox_id"], unique=False)

    with op.batch_alter_table("business", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_business_unclaimed"),
            sqlite_where=sa.text("origin <> 'owner' AND claimed_at IS NULL"),
        )

    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(
            "ix_certificate_expires_on",
            ["expires_on"],
            unique=False,
            sqlite_where=sa.text("expires_on IS NOT NULL"),
            postgresql_where=sa.text("expires_on IS NOT NULL"),
        )

    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.add_column(sa.Column("approve_above", sa.Integer(), server_default="200", nullable=False))
        batch_op.add_column(sa.Column("weekly_notices", sa.Integer(), server_default="3", nullable=False))
        batch_op.add_column(
            sa.Column("reminder_hour", sa.String(length=5), server_default="09:00", nullable=False)
        )
        batch_op.add_column(sa.Column("reminder_days", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("reminded_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("reminded_to", sa.Integer(), server_default="0", nullable=False))

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_outbox_live"), sqlite_where=sa.text("state IN ('waiting', 'sending')")
        )
        batch_op.drop_index(batch_op.f("ix_outbox_owed_message"), sqlite_where=sa.text("lane = 1"))
        batch_op.create_index(
            "ix_outbox_owed_message",
            ["contact_id", "message_id"],
            unique=False,
            sqlite_where=sa.text("lane = 1 OR kind = 'remind'"),
            postgresql_where=sa.text("lane = 1 OR kind = 'remind'"),
        )
        batch_op.create_index(
            "ix_outbox_due",
            ["lane", "due_at", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

        batch_op.create_index(
            "ix_outbox_odd",
            ["state"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('waiting', 'sending', 'sent')"),
            postgresql_where=sa.text("state NOT IN ('waiting', 'sending', 'sent')"),
        )

    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_inbox_odd",
            ["state"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('open', 'done')"),
            postgresql_where=sa.text("state NOT IN ('open', 'done')"),
        )

    with op.batch_alter_table("role", schema=None) as batch_op:
        batch_op.add_column(sa.Column("has_morning", sa.Boolean(), server_default=sa.true(), nullable=False))
