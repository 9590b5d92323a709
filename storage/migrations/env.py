"""Run by Alembic: migrates over the connection that storage/migrate.py opened."""

from alembic import context

from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the one transaction is opened and committed in storage/migrate.py
    user_module_prefix="storage.base.",
)
context.run_migrations()
