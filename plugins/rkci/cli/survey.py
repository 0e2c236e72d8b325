"""`rkci form`, `rkci simulate-survey`, `rkci survey-flags` and `rkci distribute`: the survey beside its Dag."""

from pathlib import Path
from typing import Annotated

import typer

from rkci.cli import session
from rkci.cli.app import app
from rkci.cli.render import show_table
from rkci.cli.session import CycleYear


@app.command()
def form(
    cycle: CycleYear,
    out: Annotated[
        Path | None, typer.Option(help="File to write; include/forms/citizen_survey.xlsx by default.")
    ] = None,
) -> None:
    """Write the XLSForm of the citizen survey, in Indonesian and English, from the questions of the framework."""
    from rkci import cycles, framework
    from rkci.survey import form as xlsform

    with session.reading() as connection:
        found = cycles.of(connection, cycle)
    typer.echo(str(xlsform.write(found, framework.load(found.primary_framework), out or xlsform.FILE)))


@app.command()
def simulate_survey(
    cycle: CycleYear,
    seed: Annotated[int, typer.Option(help="Same seed, same bytes.")],
    out: Annotated[Path, typer.Option(help="Inbox to write into.")],
    city: Annotated[list[str] | None, typer.Option(help="BPS code of a city to survey, again for each.")] = None,
) -> None:
    """Write a simulated citizen survey of 40 cities into an inbox; every record says that it is simulated."""
    from rkci import cycles, framework
    from rkci.simulate import survey

    found = cycles.load(cycle)
    folder = out / str(cycle)
    files = survey.write(found, framework.load(found.primary_framework), folder, seed, city or ())
    typer.echo(f"Simulated survey of cycle {cycle} (seed {seed}): {len(files)} files in {folder / 'survey'}")


@app.command()
def survey_flags(cycle: CycleYear) -> None:
    """How many survey answers each data-quality rule flagged, by wave, and whether it excludes them."""

    with session.reading() as connection, connection.cursor() as cursor:
        cursor.execute(
            "select wave, rule, case when is_excluding then 'excluded' else 'flagged' end, cities, answers"
            " from quality.survey_flag_by_wave where cycle_year = %s order by wave, rule",
            (cycle,),
        )
        rows = cursor.fetchall()
    if not rows:
        typer.echo(f"No answer of cycle {cycle} is flagged: see survey_ingest.")
        return
    show_table(("wave", "rule", "effect", "cities", "answers"), [tuple(map(str, row)) for row in rows])


@app.command()
def distribute() -> None:
    """Distribute the survey's tables by city where the server has Citus; says so where it has not."""
    from rkci.refusal import Refusal
    from rkci.survey.distribute import distribute as spread

    with session.owning() as connection:
        try:
            made = spread(connection)
        except Refusal as refusal:
            typer.echo(str(refusal))
            return
    typer.echo(f"Distributed by city_code: {', '.join(made) or 'nothing new'}")
