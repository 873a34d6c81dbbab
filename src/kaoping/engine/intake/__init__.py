"""Intake: tidy tables from files and frames, every bad cell found at once. Nothing here scores."""

from kaoping.engine.intake.load import load_tables
from kaoping.engine.intake.schemas import TABLE_SCHEMAS
from kaoping.engine.intake.tables import Tables, input_hash
from kaoping.engine.intake.validate import validate

__all__ = ["TABLE_SCHEMAS", "Tables", "input_hash", "load_tables", "validate"]
