"""`newslint learn`: what the articles of each site have in common, kept in a profile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newslint.cli import _planning, _profiles, complain, tell
from newslint.cli._options import Options
from newslint.cli._request import request
from newslint.cli._switches import picked
from newslint.model.errors import ConfigError
from newslint.model.visible import defused

if TYPE_CHECKING:
    from newslint.cli._request import Request
    from newslint.profile.profile import Profile
    from newslint.run.plan import Plan

NAME = "news.profile"
"""What a profile is called where nobody says it."""


@click.command()
@click.option("-o", "--output", metavar="FILE", help=f"Where the profile goes. Default: {NAME}.")
@click.option(
    "--by",
    type=click.Choice(("host", "folder", "all")),
    help="How a text's site is told: by its record, by folder, or all are one. Default: found out, and told.",
)
@click.option("--update", metavar="FILE", help="Add to this profile; without -o, in its place.")
@click.option("--compact", is_flag=True, help="Leave out what is needed to add more: a smaller file.")
@click.option("--report", metavar="FILE", help="Write a page of the corpus there: by site and month, what is wrong.")
@click.option("--rules", "house", metavar="FOLDER", help="Write rules of what comes back, a file for each site, there.")
@click.option("--show", metavar="FILE", help="Show what a profile knows; of the sites named, line by line.")
@picked("jobs", "quiet", "config", "isolated", "force_exclude", "encoding", "lang", "field", "lang_field", "site_field")
def command(
    *,
    output: str | None,
    by: str | None,
    update: str | None,
    compact: bool,
    report: str | None,
    house: str | None,
    show: str | None,
    **given: Any,
) -> int:
    """Learn from articles what repeats on each site, for 'newslint check --profile'.

    PATH is as for check: files, folders, data files of any kind. Learning an article twice makes no difference, nor
    does the order.

    \b
    newslint learn articles/ -o news.profile
    newslint learn --update news.profile new-articles/
    newslint learn --show news.profile                    the sites
    newslint learn --show news.profile courier.example    what comes back on one
    newslint learn articles/ --rules house/               rules of your own, to read and edit
    newslint check --profile news.profile articles/
    """
    if show is not None:
        return _show(show, given["paths"])
    asked = request(Options.of(given))
    plan = _planning.planned(asked, None)
    if not plan.files:
        raise ConfigError("no files to learn from; 'newslint check --help' says which kinds there are")
    before = _profiles.opened(update) if update else None
    profile, troubles = _profiles.learned(asked, plan, by, before)
    complain("\n".join([*plan.troubles, *troubles]))
    path = Path(output or update or NAME)
    try:
        profile.save(path, compact=compact)
    except OSError as error:
        raise ConfigError(f"{path}: can't be written: {error.strerror}") from error
    if not asked.quiet:
        tell(f"{path}: {_profiles.summary(profile)}")
    if report is not None:
        _write_page(Path(report), profile, asked, plan)
    if house is not None:
        _write_rules(Path(house), profile, asked, plan)
    return 2 if plan.troubles or troubles else 0


def _write_page(path: Path, profile: Profile, asked: Request, plan: Plan) -> None:
    """Raises ConfigError."""
    from newslint.cli import _damage, _page

    tallies = _damage.tallies(asked, plan, profile)
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_page.page(profile, tallies))
    except OSError as error:
        raise ConfigError(f"{path}: can't be written: {error.strerror}") from error


def _write_rules(folder: Path, profile: Profile, asked: Request, plan: Plan) -> None:
    """Write a file of rules for each site; one that is there stays. Raises ConfigError."""
    from newslint.cli import _learning
    from newslint.profile import house as houses

    for house in houses.houses(profile, _learning.documents(plan, asked.task.encoding)):
        content = houses.rules(house)
        path = folder / houses.file_name(house.name)
        if not content:
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(content)
        except FileExistsError as error:
            raise ConfigError(f"{path}: is there already; move it, or name another folder") from error
        except OSError as error:
            raise ConfigError(f"{path}: can't be written: {error.strerror}") from error
        if not asked.quiet:
            count = content.count("\n- name: ")
            tell(f"{path}: {count} {'rule' if count == 1 else 'rules'}; 'newslint rules test {folder}' tests them.")


def _show(file: str, sites: tuple[str, ...]) -> int:
    profile = _profiles.opened(file)
    unknown = [site for site in sites if site not in profile.sites]
    if unknown:
        raise ConfigError(f"{file}: knows no site {unknown[0]!r}; 'newslint learn --show {file}' lists them")
    if not sites:
        click.echo(defused(f"{file}: {_profiles.summary(profile)}"))
    for line in (
        (line for site in sites for line in _profiles.lines(profile, site)) if sites else _profiles.shown(profile)
    ):
        click.echo(defused(line))
    return 0
