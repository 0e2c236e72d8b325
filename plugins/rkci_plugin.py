"""Registers what the package adds to Airflow; nothing else."""

from airflow.plugins_manager import AirflowPlugin

from rkci.orchestration.timetable import CyclePhaseTimetable


class RkciPlugin(AirflowPlugin):
    """Timetables of the rating cycle."""

    name = "rkci"
    timetables = (CyclePhaseTimetable,)
