"""How far annotators agree.

The figures are useful without the web app:

    from annotator.agreement import Ratings, krippendorff_alpha, report

    ratings = Ratings.from_rows([("s1", "ada", "claim", "a1"), ("s1", "ben", "denial", "a1"), ...])
    krippendorff_alpha(ratings).value
    report(ratings, seed=1).alpha.interval

`docs/agreement.md` explains each measure.
"""

from annotator.agreement.bootstrap import Resamples, percentile_interval, resample, with_interval
from annotator.agreement.coefficients.brennan_prediger import brennan_prediger
from annotator.agreement.coefficients.cohen import cohen_kappa
from annotator.agreement.coefficients.fleiss import fleiss_kappa
from annotator.agreement.coefficients.gwet import gwet_ac1
from annotator.agreement.coefficients.krippendorff import krippendorff_alpha, label_alphas
from annotator.agreement.coefficients.matrix import (
    LabelMatrix,
    confusion_matrices,
    label_matrix,
    units_in_cell,
)
from annotator.agreement.coefficients.percent import percent_agreement
from annotator.agreement.coefficients.result import Coefficient, Interval
from annotator.agreement.coefficients.scott import scott_pi
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import (
    AgreementReport,
    LabelAgreement,
    PairAgreement,
    report,
)
from annotator.agreement.table import as_json, read_ratings

__all__ = [
    "AgreementReport",
    "Coefficient",
    "Interval",
    "LabelAgreement",
    "LabelMatrix",
    "PairAgreement",
    "Ratings",
    "Resamples",
    "as_json",
    "brennan_prediger",
    "cohen_kappa",
    "confusion_matrices",
    "fleiss_kappa",
    "gwet_ac1",
    "krippendorff_alpha",
    "label_alphas",
    "label_matrix",
    "percent_agreement",
    "percentile_interval",
    "read_ratings",
    "report",
    "resample",
    "scott_pi",
    "units_in_cell",
    "with_interval",
]
