"""Results for people: rankings as tables, explanations, comparison with published figures.

Nothing here computes a score: a figure shown stands in the result, or the report says that it does not.
"""

from kaoping.report.explain import Explainer, explain
from kaoping.report.further_tables import further_tables
from kaoping.report.ranking import ranking_table
from kaoping.report.reproduction import Reproduction, reproduce
from kaoping.report.wrapping import wrapped

__all__ = ["Explainer", "Reproduction", "explain", "further_tables", "ranking_table", "reproduce", "wrapped"]
