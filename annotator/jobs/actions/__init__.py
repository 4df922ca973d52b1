"""Asking for work, running it, and stopping it."""

from annotator.jobs.actions.asking import ask_to_stop, enqueue
from annotator.jobs.actions.runner import Kind, Runner
from annotator.jobs.actions.work import Work

__all__ = ["Kind", "Runner", "Work", "ask_to_stop", "enqueue"]
