"""The first accounts of docker compose; their passwords come by the environment and are in no list of processes."""

import os

ACCOUNTS = (
    ("admin", "Admin", "Data", "Engineer", "ADMIN_PASSWORD"),
    ("approver", "Op", "Rating", "Secretariat", "APPROVER_PASSWORD"),
)
"""User, role, names, and the variable that holds the password; in this order, for their numbers are their ids."""


def main() -> None:
    """Make the accounts that are not there yet, by FAB's auth manager; one that is there keeps its password."""
    from airflow.providers.fab.auth_manager.cli_commands.utils import get_application_builder

    with get_application_builder() as builder:
        manager = builder.sm
        for user, role, first, last, variable in ACCOUNTS:
            if manager.find_user(user):
                print(f"The account {user} is there already")
            elif manager.add_user(
                user, first, last, f"{user}@localhost", manager.find_role(role), os.environ[variable]
            ):
                print(f"The account {user} was made, with the role {role}")
            else:
                raise SystemExit(f"The account {user} could not be made: the lines above say why")


if __name__ == "__main__":
    main()
