"""Every check of tables against their scheme, all at once."""

from __future__ import annotations

from kaoping.engine.intake.bad_rows import BadRows, problems_of
from kaoping.engine.intake.check_expected import expected_found
from kaoping.engine.intake.check_figures import figures_found
from kaoping.engine.intake.check_names import names_found
from kaoping.engine.intake.check_periods import periods_found
from kaoping.engine.intake.check_rows import population_problems, rows_found
from kaoping.engine.intake.check_unit_columns import unit_column_problems, unit_columns_found
from kaoping.engine.intake.check_unread import unread_found
from kaoping.engine.intake.needs import needs_of
from kaoping.engine.intake.tables import Tables
from kaoping.errors import Problem
from kaoping.scheme.model import Scheme

__all__ = ["checked", "validate"]


def validate(scheme: Scheme, tables: Tables) -> list[Problem]:
    """Give everything that is wrong with tables for a scheme; nothing where they fit."""
    bad_rows, problems = checked(scheme, tables)
    return problems + problems_of(bad_rows, tables.headings)


def checked(scheme: Scheme, tables: Tables) -> tuple[list[BadRows], list[Problem]]:
    """Give the bad rows, and the problems that stand in no row."""
    needs = needs_of(scheme)
    bad_rows = [
        *names_found(needs, tables),
        *periods_found(needs, tables),
        *rows_found(needs, tables),
        *figures_found(needs, tables),
        *expected_found(needs, tables),
        *unit_columns_found(needs, tables),
        *unread_found(needs, tables),
    ]
    return bad_rows, population_problems(needs, tables) + unit_column_problems(needs, tables)
