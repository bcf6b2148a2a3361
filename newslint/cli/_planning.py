"""Which files a command works on, which sidecars count there, and which baseline each has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newslint.cli._baselines import Baselines
    from newslint.cli._request import Request
    from newslint.config.sidecar import Sidecars
    from newslint.run.plan import Plan


def sidecars(request: Request) -> Sidecars | None:
    """The sidecars that suppress findings, as they are now; None where they don't count."""
    from newslint.config.sidecar import Sidecars

    return Sidecars() if request.sidecars else None


def planned(request: Request, sidecars: Sidecars | None) -> Plan:
    """The files to check. Raises ConfigError."""
    from newslint.run import listing

    plan = listing.plan(request.paths, request.settings, force_exclude=request.force_exclude, sidecars=sidecars)
    if request.diff_base is None:
        return plan
    from newslint.run import git
    from newslint.run.plan import narrowed

    return narrowed(plan, git.changes((file.path for file in plan.files), request.diff_base))


def baselines(request: Request, plan: Plan) -> Baselines:
    """The baselines of the files to check. Raises ConfigError."""
    from newslint.cli._baselines import Baselines

    named = {file.path: request.baseline_of(plan.configs[file.config]) for file in plan.files}
    rules = dict.fromkeys(rule for config in plan.configs for rule in config.rules)
    return Baselines(named, request.paths if request.whole else (), tuple(rules))
