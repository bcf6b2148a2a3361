"""Scripts without blanks between words: lines are told by phrases, sizes by signs, the language by the script."""

from __future__ import annotations

import pytest

import newslint
from newslint.evidence.language import detect, script


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("橋は二年後に再び開く予定だ。", "ja"),
        ("大桥将在两年后重新开放，市长说。", "zh"),
        ("다리는 2년 뒤에 다시 열린다.", "ko"),
        ("The mayor spoke of the 橋 in the port and of the boats there.", None),
        ("The bridge is shut.", None),
        ("", None),
    ],
)
def test_a_script_tells_its_language(text: str, code: str | None) -> None:
    assert script(text) == code


def test_function_words_come_first() -> None:
    assert detect("The mayor said that the bridge is to be repaired and that it will open again. 橋") == "en"


@pytest.mark.parametrize(
    ("lang", "notice"),
    [
        ("ja", "続きを読む"),
        ("ja", "関連記事：漁師が国に支援を求める"),
        ("ja", "更新：2024年5月14日 10時30分"),
        ("ja", "記事・写真の無断転載を禁じます"),
        ("zh", "延伸阅读：渔民要求国家补助"),
        ("zh", "责任编辑：王小明"),
        ("zh", "本站文章未经授权不得转载"),
        ("ko", "관련기사: 어민들 국가 지원 요구"),
        ("ar", "اقرأ أيضا: الصيادون يطالبون بدعم الدولة"),
    ],
)
def test_a_label_and_what_follows_it_is_found(lang: str, notice: str) -> None:
    prose = {"ja": "市議会は橋を直すと決めた。", "zh": "市议会决定修复这座桥。", "ko": "시의회는 다리를 고치기로 했다."}
    above = prose.get(lang, "قرر المجلس يوم الثلاثاء إصلاح الجسر.")
    text = f"{above}\n{notice}\n"
    found = [f for f in newslint.Linter(lang=lang).check(text) if f.fix == "" and f.start == len(above) + 1]
    assert [text[f.start : f.end] for f in found] == [f"{notice}\n"]


@pytest.mark.parametrize(
    "text",
    [
        "首相は「無断転載を禁じる」と書かれた紙を見せた。\n",
        "広告費は二百万円（税込み）だった。市長は「高い」と言う。\n",
        "他说“桥已经修好了”，但居民(约三百人)不信。\n",
        "시장은 “다리가 위험하다”고 말했다. 시민단체(약 300명)는 반대했다.\n",
    ],
)
def test_prose_stays(text: str) -> None:
    assert newslint.Linter().fix(text, unsafe=True).text == text
