"""How far annotators agree.

The figures are useful without the web app:

    from annotator.agreement import Ratings, krippendorff_alpha, report

    ratings = Ratings.from_rows([("s1", "ada", "claim", "a1"), ("s1", "ben", "denial", "a1"), ...])
    krippendorff_alpha(ratings).value
    report(ratings, seed=1).alpha.interval

`docs/agreement.md` explains each measure.
"""

from annotator.agreement.bootstrap import Resamples, resample, with_interval
from annotator.agreement.coefficients.brennan_prediger import brennan_prediger
from annotator.agreement.coefficients.cohen import cohen_kappa
from annotator.agreement.coefficients.dawid_skene import DawidSkene, dawid_skene
from annotator.agreement.coefficients.fleiss import fleiss_kappa
from annotator.agreement.coefficients.gwet import gwet_ac1
from annotator.agreement.coefficients.krippendorff import krippendorff_alpha, label_alphas
from annotator.agreement.coefficients.label_rates import label_rates
from annotator.agreement.coefficients.majority import majority_agreement
from annotator.agreement.coefficients.matrix import (
    LabelMatrix,
    confusion_matrices,
    label_matrix,
    units_in_cell,
)
from annotator.agreement.coefficients.percent import percent_agreement
from annotator.agreement.coefficients.positive import positive_agreements
from annotator.agreement.coefficients.result import Coefficient, Interval
from annotator.agreement.coefficients.scott import scott_pi
from annotator.agreement.coefficients.self_agreement import self_agreement, self_kappa
from annotator.agreement.coefficients.sets import (
    alpha_jaccard,
    alpha_masi,
    jaccard_distance,
    masi_distance,
    ratings_of_sets,
    set_label_alphas,
)
from annotator.agreement.coefficients.stuart_maxwell import MarginTest, stuart_maxwell
from annotator.agreement.coefficients.without import alpha_without
from annotator.agreement.difference import Difference, difference
from annotator.agreement.intervals import (
    more_articles,
    percentile_interval,
    share_below,
    widened_interval,
)
from annotator.agreement.people import PeopleReport, Person, people_report
from annotator.agreement.phrases.documents import Document, Documents, Span
from annotator.agreement.phrases.f1 import f1_character, f1_exact, f1_overlap, f1_ptc
from annotator.agreement.phrases.gamma.measure import Gamma, gamma
from annotator.agreement.phrases.gamma.settings import GammaSettings
from annotator.agreement.phrases.parts import Part, disagreement_parts
from annotator.agreement.phrases.report import PhraseMeasures, PhraseReport, phrase_report
from annotator.agreement.phrases.result import CoveredCoefficient, PhraseCoefficient
from annotator.agreement.phrases.spans_file import read_documents
from annotator.agreement.phrases.unitizing import (
    binary_u_alpha,
    cu_alpha,
    ku_alpha,
    layer_alphas,
    u_alpha,
)
from annotator.agreement.phrases.written import phrases_as_json
from annotator.agreement.ratings import Ratings
from annotator.agreement.receipt import (
    Verification,
    read_receipt,
    receipt_ratings,
    verify_receipt,
    write_receipt,
)
from annotator.agreement.report import (
    AgreementReport,
    Below,
    LabelAgreement,
    PairAgreement,
    alpha_with_interval,
    report,
)
from annotator.agreement.set_report import SetReport, set_report
from annotator.agreement.table import as_json, read_ratings, sets_as_json

__all__ = [
    "AgreementReport",
    "Below",
    "Coefficient",
    "CoveredCoefficient",
    "DawidSkene",
    "Difference",
    "Document",
    "Documents",
    "Gamma",
    "GammaSettings",
    "Interval",
    "LabelAgreement",
    "LabelMatrix",
    "MarginTest",
    "PairAgreement",
    "Part",
    "PeopleReport",
    "Person",
    "PhraseCoefficient",
    "PhraseMeasures",
    "PhraseReport",
    "Ratings",
    "Resamples",
    "SetReport",
    "Span",
    "Verification",
    "alpha_jaccard",
    "alpha_masi",
    "alpha_with_interval",
    "alpha_without",
    "as_json",
    "binary_u_alpha",
    "brennan_prediger",
    "cohen_kappa",
    "confusion_matrices",
    "cu_alpha",
    "dawid_skene",
    "difference",
    "disagreement_parts",
    "f1_character",
    "f1_exact",
    "f1_overlap",
    "f1_ptc",
    "fleiss_kappa",
    "gamma",
    "gwet_ac1",
    "jaccard_distance",
    "krippendorff_alpha",
    "ku_alpha",
    "label_alphas",
    "label_matrix",
    "label_rates",
    "layer_alphas",
    "majority_agreement",
    "masi_distance",
    "more_articles",
    "people_report",
    "percent_agreement",
    "percentile_interval",
    "phrase_report",
    "phrases_as_json",
    "positive_agreements",
    "ratings_of_sets",
    "read_documents",
    "read_ratings",
    "read_receipt",
    "receipt_ratings",
    "report",
    "resample",
    "scott_pi",
    "self_agreement",
    "self_kappa",
    "set_label_alphas",
    "set_report",
    "sets_as_json",
    "share_below",
    "stuart_maxwell",
    "u_alpha",
    "units_in_cell",
    "verify_receipt",
    "widened_interval",
    "with_interval",
    "write_receipt",
]
