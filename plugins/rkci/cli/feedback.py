"""`rkci intake-status`: what is missing from whom, which rule fails most, who waits for whom, files of no city."""

from rkci.cli import session
from rkci.cli.app import app
from rkci.cli.session import CycleYear

ROWS = 10
"""Rows of each table that are printed; all of them are in the view named above it."""
TABLES = {
    "quality.missing_by_city": "read/status/missing.sql",
    "quality.failures_by_rule": "read/status/failures.sql",
    "quality.waiting_by_city": "read/status/waiting.sql",
    "quality.file_without_city": "read/status/without_city.sql",
}


@app.command()
def intake_status(cycle: CycleYear) -> None:
    """Print what is missing from whom, which rule fails most, which city waits or owes an answer, files of no city."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from rkci.cli.render import clean
    from rkci.database import sql_files

    console = Console(highlight=False, soft_wrap=True, width=max(Console().width, 130))
    with session.reading() as connection:
        for view, name in TABLES.items():
            rows = sql_files.query(connection, name, {"cycle": cycle})
            table = Table(title=f"{view}: {min(len(rows), ROWS)} of {len(rows)}", title_justify="left")
            for heading in rows[0] if rows else ():
                table.add_column(heading.replace("_", " "), overflow="fold")
            for row in rows[:ROWS]:
                table.add_row(*(escape(clean("" if value is None else value)) for value in row.values()))
            console.print(table)
        states = sql_files.query(connection, "read/status/ticket_states.sql", {"cycle": cycle})
    console.print("Tickets: " + (", ".join(f"{row['tickets']} {row['state']}" for row in states) or "none"))
