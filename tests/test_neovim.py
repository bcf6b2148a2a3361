"""Neovim for real: set up as docs/editors.md says, it shows the findings of an article and makes the safe fixes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from editor import PATIENCE

import newslint
from newslint import Linter

GUIDE = Path(__file__).parent.parent / "docs" / "editors.md"
ARTICLE = "🗞️ Le conseil a voté à à Lyon.\nPublicité\nLes élus veulent des routes plus largeset des trottoirs .\n"

SCRIPT = """
vim.cmd.edit("story.txt")
local wait = {PATIENCE} * 1000
local seen = {}
vim.wait(wait, function() return #vim.diagnostic.get(0) > 0 end)
for _, one in ipairs(vim.diagnostic.get(0)) do
  table.insert(seen, { one.code, one.lnum, one.col, one.end_lnum, one.end_col })
end
local first = vim.diagnostic.get(0)[1]
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
local place = vim.lsp.util.make_position_params(0, vim.lsp.get_clients()[1].offset_encoding)
local hover = vim.lsp.buf_request_sync(0, "textDocument/hover", place, wait)
local page = ""
for _, answer in pairs(hover or {}) do page = answer.result.contents.value end
local before = vim.api.nvim_buf_get_changedtick(0)
{ACTION}
vim.wait(wait, function() return vim.api.nvim_buf_get_changedtick(0) > before end)
vim.cmd.write()
vim.fn.writefile({ vim.json.encode({ seen = seen, page = page }) }, "seen.json")
vim.cmd("qall!")
"""


def version() -> tuple[int, ...]:
    if shutil.which("nvim") is None:
        return (0,)
    said = subprocess.run(["nvim", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"v(\d+)\.(\d+)", said)
    return tuple(map(int, found.groups())) if found else (0,)


@pytest.mark.skipif(version() < (0, 11), reason="needs Neovim 0.11 or later")
def test_the_guide_works_in_neovim(tmp_path: Path) -> None:
    setup, key = re.findall(r"^```lua\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
    (action,) = re.findall(r"^  (vim\.lsp\.buf\.code_action.*)$", key, re.M)
    (tmp_path / "init.lua").write_text(setup, encoding="utf-8")
    script = SCRIPT.replace("{PATIENCE}", str(PATIENCE)).replace("{ACTION}", action)
    (tmp_path / "script.lua").write_text(script, encoding="utf-8")
    (tmp_path / "story.txt").write_text(ARTICLE, encoding="utf-8")
    homes = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "STATE")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["nvim", "--headless", "-u", "init.lua", "-c", "luafile script.lua", "-c", "qall!"],
        cwd=tmp_path,
        env={**os.environ, **homes, "PATH": path},
        capture_output=True,
        text=True,
        timeout=4 * PATIENCE,
        check=False,
    )
    assert (tmp_path / "seen.json").exists(), done.stderr
    seen = json.loads((tmp_path / "seen.json").read_text(encoding="utf-8"))
    assert sorted(seen["seen"]) == sorted([one.rule, *bytes_of(one.start), *bytes_of(one.end)] for one in findings())
    assert "# repeated-word" in seen["page"]
    assert (tmp_path / "story.txt").read_text(encoding="utf-8") == Linter().fix(ARTICLE).text


def findings() -> list[newslint.Finding]:
    return Linter().check(ARTICLE)


def bytes_of(offset: int) -> tuple[int, int]:
    """The line and the byte in it, as Neovim counts; the place after the last line break is the end of its line."""
    lines = ARTICLE[:offset].split("\n")
    return len(lines) - 1, len(lines[-1].encode())
