"""The laws of the house: where a module stands, what it may import, who may print, how long a function may be.

A law looks at a folder such as newslint/ and yields a complaint for each thing that breaks it: `file:line: what`, with
the file below that folder. test_architecture.py holds newslint to each, and shows each broken on a small house.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from modules import Import, files, floor_of, imports, inner, is_alias, place, tree

FLOORS = (
    *("model", "cache", "rules", "config", "evidence", "profile", "kinds", "linter", "files", "run", "engines"),
    *("outputs", "lsp", "review", "cli"),
)
"""The packages from the ground up; some are not built yet. What stands on one may import what stands below it."""

DOORS = ("__init__.py", "__main__.py", "py.typed")
"""What stands beside the packages."""

FAMILIES = ("kinds", "files/formats", "files/packings", "evidence/lines/blocks", "outputs", "cli")
"""Folders in which a file's name is its registration. Members know nothing of each other; those whose name begins with
`_` are the family's own parts."""

CROWDS = ("kinds", "files/formats", "outputs", "cli")
"""Folders that may hold any number of files: each is one of a kind, and one looks for it by its name."""

MOST = 16
"""Entries of any other folder."""

FACES = {"lsp": "cli/server.py", "review": "cli/review.py", "cli": "__main__.py", "kinds": ""}
"""Packages that nobody imports but one module: they are faces of the whole, or known by name alone."""

NOT_FOR_EDITORS = ("outputs", "run.pool", "run.run", "run.work", "files.writing")
"""An editor asks for one text: no report, no processes, nothing is written but by the editor."""

PRINTERS = ("cli", "outputs", "lsp", "__main__")
PRINTING = ("print(", "sys.stdout", "sys.stderr", "sys.exit", "click")
STARTERS = ("run/git.py", "run/pool.py")
STARTING = ("subprocess", "multiprocessing", "concurrent")
NETWORK = ("socket", "urllib", "http", "requests")

BY_NAME = frozenset({("rules", "kinds")})
"""Floors of which the first loads modules of the second by their names: a rule's `kind` names its module."""

LONGEST = 45
"""Lines of a function."""

Law = Callable[[Path], Iterator[str]]


def stand_on_floors(house: Path) -> Iterator[str]:
    """Every folder is a floor's or lies in one, and no module stands loose."""
    for entry in sorted(house.iterdir()):
        known = FLOORS if entry.is_dir() else DOORS
        if entry.name not in known and entry.name != "__pycache__":
            yield f"{entry.name}:1: stands on no floor" if entry.is_dir() else f"{entry.name}:1: stands loose"


def say_what_belongs_there(house: Path) -> Iterator[str]:
    """Every folder with modules has an __init__.py that says what belongs there."""
    for folder in _folders(house):
        home = folder / "__init__.py"
        if not home.exists() or not ast.get_docstring(tree(home)):
            yield f"{_where(home, house)}:1: says not what belongs there"


def have_room(house: Path) -> Iterator[str]:
    """No folder is crowded, but for those in which everything is looked for by its name."""
    for folder in _folders(house):
        entries = [entry.name for entry in folder.iterdir() if entry.name != "__pycache__"]
        if folder != house and len(entries) > MOST and _where(folder, house) not in CROWDS:
            yield f"{_where(folder, house)}:1: holds {len(entries)} entries, more than {MOST}"


def import_down(house: Path) -> Iterator[str]:
    """What is imported stands on the same floor or below, also where it is for types alone or inside a function."""
    for found, floor, other in _between(house):
        if FLOORS.index(other) > FLOORS.index(floor):
            yield f"{found.where}:{found.line}: imports {found.name}, which stands above"


def import_what_they_say(house: Path) -> Iterator[str]:
    """The docstring of a floor names what it may import, and the floor imports no other."""
    said = {name: _allowed(house / name / "__init__.py") for name in FLOORS if (house / name).is_dir()}
    yield from (f"{name}/__init__.py:1: says not what it may import" for name, names in said.items() if names is None)
    for found, floor, other in _between(house):
        allowed = said[floor]
        if allowed is not None and other not in allowed:
            yield f"{found.where}:{found.line}: imports {found.name}, and {floor} does not say so"


def import_packages_only(house: Path) -> Iterator[str]:
    """Of the house itself only the version is imported: the rest of __init__.py is for users."""
    for found in inner(house):
        if found.where not in DOORS and floor_of(found.name) not in (*FLOORS, "__version__"):
            yield f"{found.where}:{found.line}: imports {found.name or 'the whole house'}, which is no package"


def leave_siblings_alone(house: Path) -> Iterator[str]:
    """Members of a family don't import each other. One that is another's name and nothing else may."""
    for found in inner(house):
        family = next((one for one in FAMILIES if found.where.startswith(f"{one}/")), None)
        if family is None or is_alias(house / found.where):
            continue
        mine, other = _member(house, family, found.where.removesuffix(".py")), _member(house, family, found.name)
        if other and not other.startswith("_") and other != mine:
            yield f"{found.where}:{found.line}: imports its sibling {other}"


def keep_to_themselves(house: Path) -> Iterator[str]:
    """Faces are imported by nobody but their command, and kinds by nobody: they are loaded by name."""
    for found in inner(house):
        floor, other = floor_of(found.where), floor_of(found.name)
        allowed = found.where == FACES.get(other) or floor == other or _is_named(found)
        if other in FACES and not allowed:
            yield f"{found.where}:{found.line}: imports {found.name}; only {FACES[other] or 'its name'} may"


def keep_editors_apart(house: Path) -> Iterator[str]:
    """The language server knows no processes, reports or writing."""
    for found in inner(house):
        if floor_of(found.where) == "lsp" and any(f"{found.name}.".startswith(f"{one}.") for one in NOT_FOR_EDITORS):
            yield f"{found.where}:{found.line}: imports {found.name}, which the language server does without"


def go_round_nowhere(house: Path) -> Iterator[str]:
    """No modules import each other in a circle while they load."""
    left: dict[str, set[str]] = {path: set() for path in (_where(path, house) for path in files(house))}
    for found in inner(house):
        other = place(house, found.name) or place(house, found.name.rpartition(".")[0])
        if found.at_once and other not in (None, found.where):
            left[found.where].add(other)
    while ready := _loose(left):
        left = {name: others - ready for name, others in left.items() if name not in ready}
    if left:
        yield f"{min(left)}:1: in a circle of imports: {', '.join(sorted(left))}"


def print_at_the_edge(house: Path) -> Iterator[str]:
    """Only the edge prints and exits."""
    for path in files(house):
        if floor_of(_where(path, house)) not in PRINTERS:
            for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
                yield from (f"{_where(path, house)}:{number}: has {word}" for word in PRINTING if word in line)


def start_processes_in_two_places(house: Path) -> Iterator[str]:
    """Only two modules start processes; none uses the network."""
    for found in imports(house):
        banned = NETWORK if found.where in STARTERS else (*NETWORK, *STARTING)
        if floor_of(found.name) in banned:
            yield f"{found.where}:{found.line}: imports {found.name}"


def keep_functions_short(house: Path) -> Iterator[str]:
    """No function is long."""
    for path in files(house):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST:
                    yield f"{_where(path, house)}:{node.lineno}: {node.name} has {lines} lines, more than {LONGEST}"


def document_what_is_public(house: Path) -> Iterator[str]:
    """Modules, public functions and public classes say what they are."""
    for path in files(house):
        body = tree(path).body
        if body and not ast.get_docstring(tree(path)):
            yield f"{_where(path, house)}:1: has no docstring"
        public = [node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"]
        for node in public:
            if not ast.get_docstring(node):
                yield f"{_where(path, house)}:{node.lineno}: {node.name} has no docstring"


def account_for_numbers(house: Path) -> Iterator[str]:
    """A number that a module goes by has a docstring or a comment: what it counts, and where it comes from."""
    for path in files(house):
        lines, body = path.read_text(encoding="utf-8").split("\n"), tree(path).body
        for at, node in enumerate(body):
            is_bare = not lines[node.lineno - 2].startswith("#") and "  # " not in lines[node.lineno - 1]
            if (
                isinstance(node, ast.Assign | ast.AnnAssign)
                and _is_number(node)
                and is_bare
                and not _is_said(body[at:])
            ):
                name = ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
                yield f"{_where(path, house)}:{node.lineno}: {name} says not what it is"


LAWS: tuple[Law, ...] = (
    stand_on_floors,
    say_what_belongs_there,
    have_room,
    import_down,
    import_what_they_say,
    import_packages_only,
    leave_siblings_alone,
    keep_to_themselves,
    keep_editors_apart,
    go_round_nowhere,
    print_at_the_edge,
    start_processes_in_two_places,
    keep_functions_short,
    document_what_is_public,
    account_for_numbers,
)


def _where(path: Path, house: Path) -> str:
    return path.relative_to(house).as_posix()


def _folders(house: Path) -> list[Path]:
    return sorted({path.parent for path in files(house)})


def _between(house: Path) -> Iterator[tuple[Import, str, str]]:
    """The imports of one floor by another, with both; what is rightly loaded by its name does not count."""
    for found in inner(house):
        floor, other = floor_of(found.where), floor_of(found.name)
        if floor != other and {floor, other} <= {*FLOORS} and not _is_named(found):
            yield found, floor, other


def _is_named(found: Import) -> bool:
    """Is it rightly made by the module's name alone?"""
    return found.by_name and (floor_of(found.where), floor_of(found.name)) in BY_NAME


def _allowed(home: Path) -> set[str] | None:
    """The floors that a package's docstring says it may import; None if it says nothing."""
    said = re.search(r"may import ([^.]*)\.", " ".join((ast.get_docstring(tree(home)) or "").split()))
    if said is None:
        return None
    named = {name for name in FLOORS if re.search(rf"\b{name}\b", said[1])}
    return {*FLOORS} - named if said[1].startswith("everything but") else named


def _member(house: Path, family: str, name: str) -> str | None:
    """The member of a family that a file or a module belongs to; None if it is of none."""
    start, name = family.replace("/", ".") + ".", name.replace("/", ".")
    member = name.removeprefix(start).partition(".")[0]
    return member if name.startswith(start) and place(house, start + member) else None


def _loose(graph: dict[str, set[str]]) -> set[str]:
    """The nodes of a graph that lie on no circle, for they lead nowhere or nothing leads to them."""
    reached = {other for others in graph.values() for other in others}
    return {name for name, others in graph.items() if not others or name not in reached}


def _is_number(node: ast.AST | None) -> bool:
    """Is it a number, nothing but numbers, or a name for such?"""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float) and not isinstance(node.value, bool)
    if isinstance(node, ast.Tuple | ast.List):
        return bool(node.elts) and all(map(_is_number, node.elts))
    if isinstance(node, ast.Dict):
        return bool(node.values) and all(map(_is_number, node.values))
    if isinstance(node, ast.BinOp):
        return _is_number(node.left) and _is_number(node.right)
    if isinstance(node, ast.UnaryOp):
        return _is_number(node.operand)
    return isinstance(node, ast.Assign | ast.AnnAssign) and _is_number(node.value)


def _is_said(body: list[ast.stmt]) -> bool:
    """Does a docstring follow the first statement, or the numbers on the lines right below it?"""
    for node, after in pairwise(body):
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str):
            return True
        if not _is_number(after) or after.lineno != (node.end_lineno or 0) + 1:
            return False
    return False
