"""The executor of one machine: tasks run in workers that are forked from the scheduler."""

from airflow.executors.local_executor import LocalExecutor

from rkci.orchestration.preload import preload


class PreloadedLocalExecutor(LocalExecutor):
    """Airflow's LocalExecutor, whose workers have the libraries that tasks use."""

    def start(self) -> None:
        """Preload before the first worker is forked."""
        preload()
        super().start()
