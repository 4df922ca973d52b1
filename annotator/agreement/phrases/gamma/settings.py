"""What gamma depends on beside the documents and the seed; it stands in every result."""

from dataclasses import dataclass

from annotator.agreement.phrases.gamma.continuum import Dissimilarity
from annotator.agreement.phrases.gamma.samplers import SAMPLERS
from annotator.agreement.phrases.gamma.sums import MOST_SAMPLES
from annotator.errors import Invalid

SAMPLES = 30
PRECISION = 0.02


@dataclass(frozen=True)
class GammaSettings:
    """Sampler and parameters of gamma."""

    sampler: str = "shuffle"
    """How random annotators are made: a name in `SAMPLERS`."""
    samples: int = SAMPLES
    """At least so many samples of each document."""
    precision: float | None = PRECISION
    """More are drawn until the expected disorder is known to this share of it (with 95 percent), at
    most 1,000; None takes exactly `samples`."""
    alpha: float = 1.0
    """The weight of positions."""
    beta: float = 1.0
    """The weight of labels."""
    delta_empty: float = 1.0
    """Δ, the cost of a phrase without a partner."""

    def __post_init__(self) -> None:
        if self.sampler not in SAMPLERS:
            raise Invalid(
                f"There is no sampler '{self.sampler}'; choose one of {', '.join(SAMPLERS)}."
            )
        if not 1 <= self.samples <= MOST_SAMPLES:
            raise Invalid(f"{self.samples} samples were asked for; ask for 1 to {MOST_SAMPLES}.")
        if self.precision is not None and self.precision <= 0:
            raise Invalid(f"The precision {self.precision} is not above 0; 0.02 is 2 percent.")
        if self.delta_empty <= 0 or min(self.alpha, self.beta) < 0:
            raise Invalid("Gamma's alpha and beta must not be negative, and Δ must be above 0.")

    @property
    def dissimilarity(self) -> Dissimilarity:
        """The distance of two units."""
        return Dissimilarity(self.alpha, self.beta, self.delta_empty)
