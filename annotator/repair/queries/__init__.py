"""Reads for repairs: what was said of sentences, what a repair would do, and what repairs did."""

from annotator.repair.queries.made import Made, Traces, made, traces, why_it_stays
from annotator.repair.queries.proposal import Proposal, Wanted, proposal
from annotator.repair.queries.said import Person, Submitted, Unit, text

__all__ = [
    "Made",
    "Person",
    "Proposal",
    "Submitted",
    "Traces",
    "Unit",
    "Wanted",
    "made",
    "proposal",
    "text",
    "traces",
    "why_it_stays",
]
