"""What scores_compute does for a cycle, and ratings_publish up to its answer, by the tasks' own functions."""

from psycopg2.extensions import connection as Connection

from rkci.publish import release
from rkci.publish.release import Built, build_all
from rkci.quality.validate import validate
from rkci.scoring import state
from rkci.scoring.run import frameworks_of, score_cycle
from rkci.scoring.uncertainty.simulate import simulate_newest


def finish(connection: Connection, url: str, cycle_year: int) -> None:
    """Score every framework, simulate, validate at `url`; commits."""
    for framework_id in frameworks_of(connection, cycle_year):
        score_cycle(connection, cycle_year, framework_id)
        simulate_newest(connection, cycle_year, framework_id)
    connection.commit()
    check(url, cycle_year, state.SUITES)


def draft(connection: Connection, url: str, cycle_year: int) -> dict[str, str]:
    """Build and validate the drafts; release_id to content_hash of those that are new; commits."""
    built = build_all(connection, cycle_year)
    connection.commit()
    check(url, cycle_year, release.SUITES)
    return new(built)


def new(built: list[Built]) -> dict[str, str]:
    return {one.release_id: one.content_hash for one in built if one.is_new}


def check(url: str, cycle_year: int, suites: tuple[str, ...]) -> None:
    for suite in suites:
        validate(url, suite, cycle_year).raise_if_stopped()
