"""Runs migrations inside the transaction that `bring_up_to_date` opened, and checks the result."""

from alembic import context

from annotator.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
)
context.run_migrations()
if connection.dialect.name == "sqlite":
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        message = f"The migration would leave {len(broken)} rows without what they refer to."
        raise RuntimeError(message)
