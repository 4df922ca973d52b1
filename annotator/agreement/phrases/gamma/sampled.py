"""One document with its random counterparts: the sums from which gamma is worked out."""

import hashlib

import numpy as np

from annotator.agreement.phrases.documents import Document
from annotator.agreement.phrases.gamma.alignment import best_alignment
from annotator.agreement.phrases.gamma.categories import category_sums
from annotator.agreement.phrases.gamma.continuum import Continuum
from annotator.agreement.phrases.gamma.samplers import SAMPLERS
from annotator.agreement.phrases.gamma.settings import GammaSettings
from annotator.agreement.phrases.gamma.sums import CAT, GAMMA, LABELS
from annotator.agreement.sums import FloatArray


class Sampled:
    """The sums of a document and of as many samples of it as were asked for.

    The random numbers depend on the seed and the document's id alone, so that other documents
    change nothing. A text in which nobody marked anything adds zeros.
    """

    def __init__(
        self, document: Document, labels: tuple[str, ...], settings: GammaSettings, seed: int
    ) -> None:
        self._continuum = continuum(document, labels)
        self._length = document.length
        self._labels = len(labels)
        self._dissimilarity = settings.dissimilarity
        self._sampler = SAMPLERS[settings.sampler]
        name = hashlib.sha256(str(document.id).encode()).digest()
        entropy = [seed, *np.frombuffer(name, dtype="<u4").tolist()]
        self._random = np.random.default_rng(entropy)
        self._rows = [self._sums(self._continuum)]

    def table(self, samples: int) -> FloatArray:
        """What the document and its first samples add; shape (1 + samples, 3 + labels, 2).

        The layout is that of `sums`. Samples drawn once are kept.
        """
        while len(self._rows) <= samples:
            self._rows.append(self._sums(self._sample()))
        return np.stack(self._rows[: samples + 1])

    def _sample(self) -> Continuum:
        """A random continuum in which something is marked, if anything is in the document."""
        while self._continuum.size:
            drawn = self._sampler(self._continuum, self._length, self._random)
            if drawn.size:
                return drawn
        return self._continuum

    def _sums(self, units: Continuum) -> FloatArray:
        sums = np.zeros((LABELS + self._labels, 2))
        if units.size:
            found = best_alignment(units, self._dissimilarity)
            sums[GAMMA] = found.cost, units.size / units.annotators
            sums[CAT:] = category_sums(units, self._dissimilarity, found.members, self._labels)
        return sums


def continuum(document: Document, labels: tuple[str, ...]) -> Continuum:
    """The document's units, its annotators in their order."""
    code = {label: position for position, label in enumerate(labels)}
    people = []
    for name in document.annotators:
        own = [span for span in document.spans if span.annotator == name]
        people.append(
            (
                np.array([span.start for span in own], dtype=np.float64),
                np.array([span.end for span in own], dtype=np.float64),
                np.array([code[span.label] for span in own], dtype=np.int64),
            )
        )
    return Continuum.of(people)
