"""`rkci load-history`: the values of a cycle before this pipeline, from the secretariat's table."""

from pathlib import Path
from typing import Annotated

import typer

from rkci.cli import session
from rkci.cli.app import app
from rkci.cli.session import CycleYear


@app.command()
def load_history(
    cycle: CycleYear,
    values: Annotated[
        Path, typer.Option(help="CSV: city_code or city (a name), indicator, value, and year where it is known.")
    ],
    framework: Annotated[str, typer.Option(help="Framework whose indicators and units the file uses.")] = "rkci-2017",
    simulated: Annotated[bool, typer.Option(help="The values are test data, and say so wherever they show.")] = False,
) -> None:
    """Load what cities submitted in a past cycle: their forms show it, and answers are compared with it."""
    from rkci import framework as frameworks
    from rkci.intake import history

    loaded = frameworks.load(frameworks.folder_of(framework))
    with session.writing() as connection:
        past = history.load(connection, cycle, values, loaded, is_simulated=simulated)
    typer.echo(
        f"{past.values} {'SIMULATED ' if past.is_simulated else ''}values of {past.cities} cities in cycle {cycle} are "
        "loaded. The forms show them when cycle_open runs next; what cities delivered before is compared with them "
        "when submissions_ingest runs with `reprocess`."
    )
