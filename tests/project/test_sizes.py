import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

LINES_IN_A_FILE = 400
LINES_IN_A_FUNCTION = 40

# A migration is a record of one step, written once and read from top to bottom.
MIGRATIONS = Path("annotator/migrations/versions")

SHAPELESS = {"utils", "util", "helpers", "helper", "common", "misc"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_no_file_of_code_is_longer_than_a_person_reads(root: Path, files: Sequence[Path]) -> None:
    long = [
        f"{file}: {lines} lines"
        for file in files
        if file.suffix in {".py", ".html", ".css", ".js", ".sh"}
        and MIGRATIONS not in file.parents
        and (lines := len((root / file).read_text(encoding="utf-8").splitlines())) > LINES_IN_A_FILE
    ]
    assert not long


def test_no_function_is_longer_than_a_screen(root: Path, files: Sequence[Path]) -> None:
    long = [
        f"{file}:{function.lineno} {function.name}: {length(function)} lines"
        for file in files
        if file.suffix == ".py" and MIGRATIONS not in file.parents
        for function in functions((root / file).read_text(encoding="utf-8"))
        if length(function) > LINES_IN_A_FUNCTION
    ]
    assert not long


def test_every_module_is_named_after_what_it_does(files: Sequence[Path]) -> None:
    assert not [file for file in files if SHAPELESS & {part.lower() for part in parts(file)}]


def test_the_docstring_does_not_count_as_length() -> None:
    (function,) = functions('def say():\n    """One.\n\n    Two.\n    """\n    return 1\n')
    assert length(function) == 2


def functions(source: str) -> Iterator[Function]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def parts(file: Path) -> tuple[str, ...]:
    return (*file.parent.parts, file.stem)
