"""`annotator agreement --spans`, as a person types it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli import main

Run = Callable[..., Result]

DOCUMENTS = [
    ("d1", 60, [["ana", 2, 9, "claim"], ["ben", 2, 8, "claim"]]),
    ("d2", 80, [["ana", 20, 39, "claim"], ["ben", 20, 35, "denial"]]),
    ("d3", 50, []),
]
LINES = "\n".join(
    json.dumps({"id": name, "length": length, "annotators": ["ana", "ben"], "spans": spans})
    for name, length, spans in DOCUMENTS
)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def call(*arguments: str, typed: str = LINES) -> Result:
        data = str(tmp_path / "nothing")
        return CliRunner().invoke(main, ["--data", data, "agreement", *arguments], input=typed)

    return call


def test_a_file_gives_the_documented_values(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "spans.jsonl"
    path.write_text(LINES, encoding="utf-8")
    done = run(str(path), "--spans", "--format", "json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert set(found) == {"measures", "documents"}
    assert set(found["documents"]) == {"d1", "d2", "d3"}
    assert found["measures"]["u_alpha"]["interval"] is not None
    assert found["measures"]["cu_alpha"]["coverage"] == pytest.approx((12 + 30) / 380)
    assert found["documents"]["d3"]["u_alpha"]["value"] is None
    assert found["documents"]["d1"]["f1_exact"]["value"] == 0


def test_gamma_is_worked_out_when_asked_for(run: Run) -> None:
    done = run("-", "--spans", "--gamma", "--format", "json", "--seed", "7", "--resamples", "50")
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert found["gamma"] == found["measures"]["gamma"]
    assert (found["gamma"]["seed"], found["gamma"]["sampler"]) == (7, "shuffle")
    assert found["documents"]["d1"]["gamma"]["observed_disorder"] == pytest.approx((1 / 13) ** 2)
    assert found["documents"]["d3"]["gamma"]["observed_disorder"] is None


def test_the_same_seed_prints_the_same(run: Run) -> None:
    one, again, other = (run("-", "--spans", "--seed", seed).output for seed in ("1", "1", "2"))
    assert one == again != other


def test_declared_labels_are_listed_and_others_refused(run: Run) -> None:
    done = run("-", "--spans", "--format", "json", "--labels", "claim,denial,framing")
    assert set(json.loads(done.output)["measures"]["ku_alpha"]) == {"claim", "denial", "framing"}
    refused = run("-", "--spans", "--labels", "claim")
    assert refused.exit_code != 0
    assert "Line 2: label 'denial' is not among the declared labels" in refused.output


def test_a_bad_line_is_named(run: Run) -> None:
    typed = LINES.replace('"ben", 20, 35', '"ben", 20, 350')
    refused = run("-", "--spans", typed=typed)
    assert refused.exit_code != 0
    assert "Line 2: the span 20 to 350 by 'ben' lies outside the document" in refused.output


@pytest.mark.parametrize(
    "arguments", [("-", "--gamma"), ("-", "--spans", "--sets"), ("--project", "x", "--spans")]
)
def test_options_that_do_not_go_together_are_refused(run: Run, arguments: tuple[str, ...]) -> None:
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert "--spans" in refused.output
