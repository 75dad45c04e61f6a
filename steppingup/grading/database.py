"""A gradebook on a PostgreSQL server: looked at before a session is made with it.

SQLite is what a session has otherwise: a file, nothing to install. A server is for towns whose grades must lie where
their other data lie. It does not make two trainers who grade one answer at the same time see each other's work: the
last one wins there as with SQLite, so give each trainer other learners.
"""

from __future__ import annotations

from sqlalchemy import create_engine, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from steppingup.common.errors import SessionError

FORM = "postgresql://name:password@server/database"
NO_DRIVER = "PostgreSQL needs the package psycopg2-binary. Install it with: python -m pip install psycopg2-binary"


def check_database(address: str) -> str:
    """Connect once.

    Args:
        address: as people write it.

    Returns:
        The address with the driver that we test with; which one a plain address means, depends on the release of
        SQLAlchemy.

    Raises:
        SessionError: it is no address of PostgreSQL, its driver is missing, or the server does not let us in.
    """
    if not address.startswith(("postgresql://", "postgresql+psycopg2://")):
        raise SessionError(f"A database is given as {FORM}; without one, the gradebook is a file of the session.")
    address = address.replace("postgresql://", "postgresql+psycopg2://", 1)
    try:
        engine = create_engine(address)
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        engine.dispose()
    except ModuleNotFoundError as error:
        raise SessionError(NO_DRIVER) from error
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise SessionError(f"The address of the database cannot be read; it has the form {FORM}.") from error
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise SessionError(f"The database cannot be reached: {reason}") from error
    return address
