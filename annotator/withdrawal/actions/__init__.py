"""Withdrawing articles and people; one transaction each, the journal included."""

from annotator.withdrawal.actions.articles import withdraw_article
from annotator.withdrawal.actions.imports import undo_import
from annotator.withdrawal.actions.people import withdraw_account, withdraw_participation

__all__ = ["undo_import", "withdraw_account", "withdraw_article", "withdraw_participation"]
