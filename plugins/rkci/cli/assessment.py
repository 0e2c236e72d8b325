"""`rkci assessors` and `rkci agreement`: who assesses, and how far they agree."""

from pathlib import Path
from typing import Annotated

import typer

from rkci.cli import session
from rkci.cli.app import app
from rkci.cli.render import show_table
from rkci.cli.session import CycleYear


@app.command()
def assessors(
    cycle: CycleYear,
    file: Annotated[Path | None, typer.Option(help="CSV: assessor, name, conflict_city_code, conflict_reason.")] = None,
    templates: Annotated[
        Path | None, typer.Option(help="Folder for what each assessor fills in, XLSX and CSV.")
    ] = None,
) -> None:
    """Register the assessors of a cycle and the cities that each may not read (--file replaces the register), and
    write for each the questions of the cities that he or she may read (--templates)."""
    from rkci.assessment import register, template

    if file is None and templates is None:
        raise typer.BadParameter("Give --file, --templates or both.")
    with session.writing() as connection:
        if file is not None:
            typer.echo(f"{register.load(connection, cycle, file)} assessors of cycle {cycle} are registered")
        if templates is not None:
            written = template.write(connection, cycle, templates)
            typer.echo(f"{len(written)} workbooks for assessors are in {templates}, each as CSV beside it")


@app.command()
def agreement(cycle: CycleYear) -> None:
    """Agreement of the readers per maturity question and over all, and how many answers are still open."""
    from rkci.assessment import agreement as statistics

    with session.reading() as connection:
        rows, states = statistics.table(connection, cycle), statistics.states(connection, cycle)
    if not states:
        typer.echo(f"No assessment of cycle {cycle} was accepted yet: see assessments_ingest.")
        return
    show_table(statistics.HEADER, rows)
    show_table(list(states[0]), [list(row.values()) for row in states])
