"""`make run`: a cycle from its inbox to its release, through the real scheduler, then the ranking in print.

A demo (`demo: true` in its cycle.yaml) is simulated where its inbox is empty, and says so; what asks a person is
answered as the demo approver. Of any other cycle what is due by its calendar today is run, and nothing is simulated or
answered. Airflow is stopped at the end unless it was up before; the database server stays.
"""

import os
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from psycopg2.extensions import connection as Connection
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from rkci import cycles, framework, paths, private, reference
from rkci.assessment import agreement, register
from rkci.cycles.demo import APPROVER
from rkci.database import sql_files
from rkci.database.connection import connect
from rkci.intake import history
from rkci.ops import due, field_report, stack
from rkci.ops.airflow_api import AirflowApi, RunFailed, Stalled
from rkci.ops.dag_runs import DagRuns, WaitsForPerson
from rkci.refusal import Refusal
from rkci.visits import shortlist

SEED = 2017
RANKING = (
    "rank", "interval", "tie", "city", "stage", "score", "level", "coverage", "official", "submitted", "assessed",
    "survey", "visit", "imputed", "simulated",
)  # fmt: skip

console = Console(highlight=False, soft_wrap=True, width=max(Console().width, 170))
_began = time.monotonic()


def main(cycle_year: int) -> None:
    """Run the cycle and print its ranking; exits with 1 and the failed task's log if something fails."""
    try:
        cycle = cycles.load(cycle_year)
    except Refusal as refusal:
        raise SystemExit(str(refusal)) from refusal
    os.umask(private.UMASK)
    was_up = stack.running() is not None
    try:
        stack.prepare_database()
        is_open = _is_open(cycle)
        if cycle.demo:
            run_demo(cycle, is_open=is_open)
        else:
            run_due(cycle, is_open=is_open)
    except (Refusal, RunFailed, Stalled, stack.StackError) as error:
        console.print(f"[bold red]{escape(str(error))}")
        if isinstance(error, (Stalled, stack.StackError)):
            console.print(escape(f"Airflow: {stack.diagnosis()}"))
        raise SystemExit(1) from error
    finally:
        if not was_up:
            stack.stop_airflow()
    with connect() as connection:
        if cycle_year not in reference.open_cycles(connection):
            return
        print_intake(connection, cycle_year)
        print_assessment(connection, cycle_year)
        field_report.print_nominees(console, connection, cycle_year)
        field_report.print_survey(console, connection, cycle_year)
        field_report.print_visits(console, connection, cycle_year)
        field_report.print_evidence(console, connection, cycle_year)
        field_report.print_objections(console, connection, cycle_year)
        print_rankings(connection, cycle_year)
    print_where_to_look(cycle_year)


def simulate_inbox(cycle: cycles.Cycle) -> None:
    """Fill the cycle's inbox with simulated submissions, unless somebody has put files there.

    What was simulated for another edition of the framework is simulated again: its workbooks would be refused.
    """
    from rkci import simulate

    if "://" in paths.inbox():
        say("The inbox is an object store; it is taken as it is")
        return
    primary = framework.load(cycle.primary_framework)
    folder = Path(paths.inbox()) / str(cycle.cycle_year)
    label = folder / "simulated" / "README.txt"
    if label.exists() and primary.content_hash not in label.read_text(encoding="utf-8"):
        shutil.rmtree(folder)
    if any((folder / "submissions").glob("*/*")):
        say("The inbox has files already; they are taken as they are")
        return
    simulate.inbox(cycle, primary, folder.parent, seed=SEED)
    say(f"Simulated submissions of {cycle.cycle_year} are in the inbox (seed {SEED}); they say that they are simulated")


def run_demo(cycle: cycles.Cycle, *, is_open: bool) -> None:
    """Trigger what the calendar would trigger, follow what the assets trigger, and answer as the demo approver."""
    cycle_year = cycle.cycle_year
    say(f"[bold]{cycle.title_en}[/bold]: from the inbox to the ranking, through Airflow's scheduler")
    say("Starting PostgreSQL and Airflow")
    with ThreadPoolExecutor(1) as beside:
        starting = beside.submit(stack.up)
        simulate_inbox(cycle)
        address = starting.result()
    say(f"Airflow is up at {address}")
    approver = AirflowApi(address, APPROVER, stack.password(APPROVER))

    def approve(dag_id: str, run_id: str, task_id: str) -> None:
        say(f"{dag_id}.{task_id}: answering Approve as {APPROVER}")
        approver.answer(dag_id, run_id, task_id, "Approve", "Demo cycle: approved by the demo approver.")

    runs = DagRuns(AirflowApi(address, "admin", stack.password("admin")), cycle_year, say, approve)
    runs.begin()

    def load_reference() -> bool:
        return runs.run("reference_load")["accept_reference"] == "success" and is_open

    def open_cycle() -> None:
        load_history(cycle)
        runs.run("cycle_open")

    if is_open:  # a changed framework is frozen before anything is scored by it
        open_cycle()
        runs.score_after(load_reference)
    else:
        runs.score_after(load_reference)
        open_cycle()
    runs.score_after(runs.has_news("submissions_ingest", "accept_submissions"))
    register_assessors(cycle_year)
    runs.score_after(runs.has_news("assessments_ingest", "accept_assessments"))
    runs.score_what_is_behind()
    runs.score_after(runs.has_news("nominees_shortlist", "announce_nominees"))
    simulate_field(cycle)
    runs.score_after(runs.has_news("survey_ingest", "estimate_indicators"))
    runs.score_after(runs.has_news("visits_ingest", "accept_findings"))
    simulate_objections(cycle)
    runs.score_after(runs.has_news("objections_ingest", "announce_granted"))
    if decide_objections(cycle_year):
        runs.score_after(runs.has_news("objections_ingest", "announce_granted"))
    runs.score_what_is_behind()
    runs.run("ratings_publish")


def run_due(cycle: cycles.Cycle, *, is_open: bool) -> None:
    """Run what is due by the calendar of a cycle that is not a demo; what asks a person is left to a person."""
    now = datetime.now(cycle.zone)
    dags = due.due_dags(cycle, now, is_open=is_open)
    told = f"[bold]{cycle.title_en}[/bold], no demo: nothing is simulated, and nothing is approved for a person"
    if not dags:
        say(f"{told}. Nothing of it is due on {now:%Y-%m-%d %H:%M %Z}; {due.next_phase(cycle, now)}")
        return
    say(f"{told}. Due on {now:%Y-%m-%d %H:%M %Z}: {', '.join(dags)}")
    address = stack.up()

    def leave(dag_id: str, run_id: str, task_id: str) -> None:
        raise WaitsForPerson

    runs = DagRuns(AirflowApi(address, "admin", stack.password("admin")), cycle.cycle_year, say, leave)
    due.run(runs, dags)
    for task in runs.waiting:
        say(f"{task} waits for a person: answer it in Airflow's UI, under Required actions (make up)")


def _is_open(cycle: cycles.Cycle) -> bool:
    """Whether the cycle was opened. Raises CycleError if its file differs and neither was nor is that of a demo."""
    with connect() as connection:
        frozen = cycles.find(connection, cycle.cycle_year)
        if frozen is not None and not (frozen.cycle.demo and cycle.demo):
            cycles.require_unchanged(connection, cycle.cycle_year)
        return cycle.cycle_year in reference.open_cycles(connection)


def load_history(cycle: cycles.Cycle) -> None:
    """Load the simulated values of the cycle before, where the inbox was simulated."""
    for file in sorted((Path(paths.inbox()) / str(cycle.cycle_year) / "simulated").glob("history-*.csv")):
        with connect() as connection:
            past = history.load(
                connection,
                int(file.stem.removeprefix("history-")),
                file,
                framework.load(cycle.primary_framework),
            )
        say(f"{past.values} simulated values of {past.cities} cities in the cycle before are loaded")


def register_assessors(cycle_year: int) -> None:
    """Register the simulated assessors, where the inbox was simulated."""
    file = Path(paths.inbox()) / str(cycle_year) / "simulated" / "assessors.csv"
    if file.exists():
        with connect() as connection:
            say(f"{register.load(connection, cycle_year, file)} simulated assessors are registered")


def simulate_field(cycle: cycles.Cycle) -> None:
    """Simulate the survey and the visits of the approved nominees, where the inbox was simulated."""
    from rkci.simulate import survey, visits

    cycle_year, folder = cycle.cycle_year, Path(paths.inbox()) / str(cycle.cycle_year)
    if not (folder / "simulated" / "README.txt").exists():
        return
    primary = framework.load(cycle.primary_framework)
    with connect() as connection:
        nominees = [city_code for city_code, _, _ in shortlist.nominees(connection, cycle_year)]
        if nominees and not (folder / "survey").exists():
            files = survey.write(cycle, primary, folder, SEED, nominees)
            say(f"The survey is simulated: {len(files)} files of the nominees and others")
        if nominees and not (folder / "visits").exists():
            visits.write(cycle, primary, connection, folder, SEED)
            say(f"The visits of {len(nominees)} nominees are simulated")


def simulate_objections(cycle: cycles.Cycle) -> None:
    """Simulate objections to the provisional results, where the inbox was simulated."""
    from rkci.simulate import objections

    folder = Path(paths.inbox()) / str(cycle.cycle_year)
    if (folder / "simulated" / "README.txt").exists() and not (folder / "objections").exists():
        with connect() as connection:
            files = objections.write(cycle, connection, folder, SEED)
        say(f"{len(files)} simulated files of objections are in the inbox")


def decide_objections(cycle_year: int) -> bool:
    """Decide on the simulated objections as the demo deciders; true if there were any."""
    from rkci.simulate import objections

    with connect() as connection:
        decisions = objections.decide(connection, cycle_year)
    for decision in decisions:
        say(decision)
    return bool(decisions)


def print_intake(connection: Connection, cycle_year: int) -> None:
    """What was received, and what became of it."""
    table = Table(title=f"Intake {cycle_year}: received = accepted + rejected + superseded", title_justify="left")
    for heading in ("", "received", "accepted", "(with a warning)", "rejected", "superseded"):
        table.add_column(heading, justify="right" if heading else "left")
    for row in sql_files.query(connection, "read/status/ledger_totals.sql", {"cycle": cycle_year}):
        table.add_row(*(escape(str(value)) for value in row.values()))
    console.print(table)
    for title, name in (
        ("Rejected, by rule", "read/status/rejected_by_rule.sql"),
        ("Accepted with a warning, by rule", "read/status/flagged_by_rule.sql"),
    ):
        table = Table(title=title, title_justify="left")
        for heading in ("rule", "rows or files", "example"):
            table.add_column(heading, overflow="fold")
        for row in sql_files.query(connection, name, {"cycle": cycle_year}):
            table.add_row(*(escape(str(value)) for value in row.values()))
        console.print(table)
    states = sql_files.query(connection, "read/status/ticket_states.sql", {"cycle": cycle_year})
    console.print("Tickets: " + (", ".join(f"{row['tickets']} {row['state']}" for row in states) or "none"))


def print_assessment(connection: Connection, cycle_year: int) -> None:
    """How far the assessors agree, and how many answers are still open."""
    table = Table(title="Desk assessment: agreement of first and second reader", title_justify="left")
    for heading in agreement.HEADER:
        table.add_column(heading, justify="left" if heading in ("indicator", "note") else "right")
    for row in agreement.table(connection, cycle_year):
        table.add_row(*map(escape, row))
    console.print(table)
    for state in agreement.states(connection, cycle_year):
        console.print(", ".join(f"{what.replace('_', ' ')} {value}" for what, value in state.items()))


def print_rankings(connection: Connection, cycle_year: int) -> None:
    """The first ten of each class per framework, with what the scores rest on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select release_id, title_en, is_simulated, content_hash from mart.current_release"
            " join ops.cycle_framework using (cycle_year, framework_id) where cycle_year = %s"
            " order by not is_primary, framework_id",
            (cycle_year,),
        )
        releases = cursor.fetchall()
    for release_id, title, is_simulated, content_hash in releases:
        console.print(f"\n[bold]{title}[/bold], release {release_id}")
        console.print(f"content_hash {content_hash}")
        console.print("interval: the ranks to expect (5 to 95 of 100 draws); one tie number: not told apart")
        if is_simulated:
            console.print("[yellow]Rests in part on SIMULATED submissions: see the column simulated.[/yellow]")
        for city_class in cycles.of(connection, cycle_year).classes:
            _print_class(connection, release_id, city_class.code)
        field_report.print_stages(console, connection, release_id)


def _print_class(connection: Connection, release_id: str, class_code: str) -> None:
    rows = sql_files.query(
        connection, "read/release/ranking_of_class.sql", {"release_id": release_id, "class": class_code}
    )
    table = Table(title=f"Kelas {class_code} ({rows[0]['cities']} kota)" if rows else class_code, title_justify="left")
    for heading in RANKING:
        table.add_column(heading, justify="left" if heading in ("city", "level") else "right", no_wrap=True)
    for row in rows:
        shares = (f"{row[column]:.0f} %" for column in (
            "coverage_pct", "official_pct", "submitted_pct", "assessed_pct", "survey_pct", "visit_pct", "imputed_pct",
            "simulated_pct"))  # fmt: skip
        interval = "" if row["rank_low"] is None else f"{row['rank_low']}-{row['rank_high']}"
        table.add_row(
            str(row["rank_in_class"]), interval, str(row["tie_group"] or ""), row["city_name"],
            "nominee" if row["is_nominee"] else "", f"{row['score']:.2f}", row["level_code"],
            *shares,
        )  # fmt: skip
    console.print(table)


def print_where_to_look(cycle_year: int) -> None:
    """Where the outputs are and what to type next."""
    build = paths.build()
    console.print(
        f"\nReleases as CSV and Parquet: {build / 'release'}\n"
        f"Data Docs of the validation:  {build / 'data_docs' / 'index.html'}\n"
        f"Workbooks for the cities:     {build / 'workbooks' / str(cycle_year)}\n"
        f"Feedback to the cities:       {build / 'feedback' / str(cycle_year)}/<city_code>/umpan-balik.html\n"
        f"Packets of the visits:        {build / 'visits' / str(cycle_year)}\n"
        f"Provisional results of each:  {build / 'provisional' / str(cycle_year)}\n"
        f"Answers to objections:        {build / 'objections' / str(cycle_year)}\n"
        f"Who owes what:                rkci intake-status --cycle {cycle_year}\n"
        "Tables: make psql, then: table mart.current_ranking;\n"
        "The runs in Airflow's UI: make up. Stop everything: make down."
    )


def say(message: str) -> None:
    """One line of progress with the seconds since the start."""
    console.print(f"[dim]{time.monotonic() - _began:6.1f} s[/dim]  {message}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
