"""Gamma: how fast the exact alignments of a document and its samples are.

    python benchmarks/gamma.py                      CPU seconds, against the bars
    python benchmarks/gamma.py --other PYTHON       and against pygamma-agreement in that Python

The other Python needs the package pygamma-agreement and nothing of ours; it works on the same
documents in the same run, after a warm-up that compiles what it compiles. Its samples come from its
own sampler; the observed disorders must agree. Times are CPU seconds.
"""

import argparse
import json
import subprocess
import time

import numpy as np

from annotator.agreement import Document, Documents, Gamma, GammaSettings, gamma

SAMPLES = 30
BARS = {20: 0.15, 50: None, 100: None, 200: 0.6}
"""Units an annotator, and the most CPU seconds."""
FASTER = {20: 4, 200: 50}
"""Units an annotator, and how many times faster than the other package."""
LABELS = "AACCCDF"

OTHER = """
import json, sys, time
from pyannote.core import Segment
from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum

def continuum(spans):
    made = Continuum()
    for who, start, end, label in spans:
        made.add(who, Segment(start, end), label)
    return made

def work(spans):
    parameters = CombinedCategoricalDissimilarity(alpha=1, beta=1, delta_empty=1)
    return continuum(spans).compute_gamma(parameters, n_samples=SAMPLES)

work(json.loads(sys.stdin.readline()))
for line in sys.stdin:
    start = time.process_time()
    found = work(json.loads(line))
    print(time.process_time() - start, found.observed_disorder, flush=True)
"""


def main() -> None:
    """Time each size and print its line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--other", help="a Python with pygamma-agreement")
    parser.add_argument("--most", type=int, default=200, help="the largest number of units")
    wanted = parser.parse_args()
    sizes = [units for units in BARS if units <= wanted.most]
    documents = {units: document(units) for units in sizes}
    run(documents[20])
    theirs = other(wanted.other, documents) if wanted.other else {}
    print(f"3 annotators, {SAMPLES} samples   ours (CPU s)   pygamma-agreement   times as fast")
    for units, one in documents.items():
        spent, found = min((run(one) for _ in range(3)), key=lambda timed: timed[0])
        line = f"{units:4} units each, {len(one.spans):4} in all    {spent:8.3f} s"
        if units in theirs:
            seconds, disorder = theirs[units]
            assert abs(disorder - (found.observed_disorder or 0)) < 1e-5, (units, disorder)  # noqa: PLR2004 - they use float32
            line += f"     {seconds:10.2f} s         {seconds / spent:8.1f}"
            assert seconds >= FASTER.get(units, 0) * spent, units
        print(line)
        bar = BARS[units]
        assert bar is None or spent <= bar, f"{units} units must stay under {bar} s CPU"


def document(units: int) -> Document:
    """Phrases that three annotators find, miss, move and label with some noise."""
    random = np.random.default_rng(5)
    length = units * 45
    starts = np.sort(random.integers(20, length - 40, units))
    truth = [
        (int(start), int(start + random.integers(6, 28)), LABELS[random.integers(len(LABELS))])
        for start in starts
    ]
    rows = set()
    for who in ("a", "b", "c"):
        for start, end, label in truth:
            if random.random() < 0.15:  # noqa: PLR2004 - missed
                start = int(random.integers(20, length - 40))  # noqa: PLW2901 - marked elsewhere
                end = start + int(random.integers(6, 28))  # noqa: PLW2901 - with it
            moved = start + int(random.integers(-3, 4))
            given = label if random.random() < 0.8 else LABELS[random.integers(len(LABELS))]  # noqa: PLR2004 - mislabelled
            rows.add((who, moved, max(moved + 1, end + int(random.integers(-3, 4))), given))
    return Document.of(f"{units} units", length, ("a", "b", "c"), rows)


def run(one: Document) -> tuple[float, Gamma]:
    """CPU seconds of gamma with its samples."""
    settings = GammaSettings(samples=SAMPLES, precision=None)
    start = time.process_time()
    found = gamma(Documents.of([one]), seed=1, settings=settings)
    return time.process_time() - start, found


def other(python: str, documents: dict[int, Document]) -> dict[int, tuple[float, float]]:
    """CPU seconds and observed disorder of the other package, for each size."""
    lines = [json.dumps(one.spans) for one in documents.values()]
    done = subprocess.run(  # noqa: S603 - the Python that the caller names
        [python, "-c", OTHER.replace("SAMPLES", str(SAMPLES))],
        input="\n".join([lines[0], *lines]) + "\n",
        capture_output=True,
        text=True,
        check=True,
    )
    found = [line.split() for line in done.stdout.splitlines()]
    return {
        units: (float(seconds), float(disorder))
        for units, (seconds, disorder) in zip(documents, found, strict=True)
    }


if __name__ == "__main__":
    main()
