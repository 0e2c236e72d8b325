"""Alembic's environment: run the revisions on the connection that `rkci.database.migrate` opened."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table="schema_revision")
with context.begin_transaction():
    context.run_migrations()
