"""What the agreement pages receive."""

from annotator.agreement.pages.downloads import chart_csv, chart_page, receipt
from annotator.agreement.pages.groups import groups_page
from annotator.agreement.pages.layers import gamma_page, phrases_page, sets_page
from annotator.agreement.pages.overview import matrix_page, overview_page
from annotator.agreement.pages.pairs import pairs_page
from annotator.agreement.pages.people import people_page
from annotator.agreement.pages.sentences import NO_LABEL, Asked, sentences_page
from annotator.agreement.pages.studying import SEED, counted, project_ratings

__all__ = [
    "NO_LABEL",
    "SEED",
    "Asked",
    "chart_csv",
    "chart_page",
    "counted",
    "gamma_page",
    "groups_page",
    "matrix_page",
    "overview_page",
    "pairs_page",
    "people_page",
    "phrases_page",
    "project_ratings",
    "receipt",
    "sentences_page",
    "sets_page",
]
