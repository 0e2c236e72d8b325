"""`rkci confirm-city`, `extend`: what the secretariat decides about a file that was refused."""

from datetime import datetime
from typing import Annotated

import typer

from rkci.cli.app import app

CycleYear = Annotated[int, typer.Option(help="Year of the cycle, for example 2017.")]
CityCode = Annotated[str, typer.Option(help="BPS code of the city: 1276.")]
By = Annotated[str, typer.Option(help="Name of the person who decides.")]
Reason = Annotated[str, typer.Option(help="Why, for example who was asked and when.")]

NEXT = (
    "The next run of submissions_ingest honours it: within 15 minutes while the window is open, afterwards by hand "
    "(`airflow dags trigger submissions_ingest`)."
)


@app.command()
def confirm_city(
    cycle: CycleYear,
    file: Annotated[str, typer.Option(help="Hash of the file; with a wrong one the command lists those that wait.")],
    city: CityCode,
    by: By,
    reason: Reason,
) -> None:
    """Say which city a file is from whose name or code does not tell; nothing is taken from a likeness alone."""
    from rkci.cli.render import clean
    from rkci.database import migrate
    from rkci.database.connection import connect, owner_url
    from rkci.intake import proposals

    migrate.upgrade(owner_url())
    with connect() as connection:
        name = proposals.confirm(connection, cycle, file, city, by=by, reason=reason)
    typer.echo(f"{clean(name)} is from {city}, confirmed by {clean(by)}. {NEXT}")


@app.command()
def extend(
    cycle: CycleYear,
    city: CityCode,
    until: Annotated[datetime, typer.Option(help="First instant that is late, Jakarta time: 2017-06-12 or with time.")],
    reason: Reason,
    by: By,
) -> None:
    """Record an extension of one city's deadline; a file that was late and is within it counts from the next run on."""
    from zoneinfo import ZoneInfo

    from rkci.cli.render import clean
    from rkci.database import migrate
    from rkci.database.connection import connect, owner_url
    from rkci.intake import extensions

    instant = until.replace(tzinfo=ZoneInfo("Asia/Jakarta"))
    migrate.upgrade(owner_url())
    with connect() as connection:
        before = extensions.extend(connection, cycle, city, instant, by=by, reason=reason)
    typer.echo(
        f"Deadline of {city}: {before.astimezone(instant.tzinfo):%Y-%m-%d %H:%M} -> {instant:%Y-%m-%d %H:%M} WIB, "
        f"granted by {clean(by)}. {NEXT}"
    )
