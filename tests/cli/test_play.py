# SPDX-License-Identifier: Apache-2.0
"""`fabula play`, line by line: what is typed, what is said, what is written, and what is refused."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import fabula
from fabula.cli.main import app

WORLDS = Path(__file__).parents[2] / "worlds"


@pytest.fixture(autouse=True)
def _beside_the_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("cloak/cloak.world", "cloak/cloak.md", "gates/gates.world", "gates/gates.md"):
        (tmp_path / Path(name).name).write_bytes((WORLDS / name).read_bytes())


def play(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["play", *arguments], input="\n".join([*typed.split("; "), ""]))


def said(*arguments: str, typed: str = "") -> str:
    """What a play says that ends well."""
    result = play(*arguments, typed=typed)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result.stdout


def test_the_input_may_end_at_any_time() -> None:
    assert said("cloak.world").startswith("The cloak of darkness. You are the visitor.\n")


def test_choices_are_made_by_number_or_by_name() -> None:
    assert said("cloak.world", typed="2") == said("cloak.world", typed="go(Visitor,  bar)").replace(
        "> go(Visitor,  bar)", "> 2"
    )


@pytest.mark.parametrize("typed", ["0", "6", "99999999999", "go(Visitor, cellar)", "-1", "²", "unlock"])
def test_what_is_no_choice_is_said_to_be_none(typed: str) -> None:
    assert f"`{typed}` is no choice: type a number from 1 to 5, or h for help." in said("cloak.world", typed=typed)


def test_every_command_answers() -> None:
    text = said("cloak.world", typed="h; k; k all; b; l; c; ; u; g 0; g 7; g x; 2; q; 3")
    for words in (
        "A number makes a choice",
        "- The velvet cloak is worn by the visitor.",
        "But the visitor is in the foyer.",
        "> [0] The start.",
        "Beside “won”: 0 events from the start are the same.",
        "there is no moment 7 in this play; there are 1",
        "The bar is dark.",
    ):
        assert words in text
    assert text.endswith("> q\n")


def test_lines_are_no_longer_than_eighty_columns() -> None:
    text = said("gates.world", "--as", "Spike", typed="1; 1; k all; b; l; c; h")
    assert max(len(line) for line in text.splitlines() if not line.startswith(">")) <= 80


def test_a_play_is_kept_after_each_choice_and_played_on() -> None:
    Path("kept").mkdir()
    said("gates.world", "--as", "Spike", "--seed", "3", "--output", "kept/mine.md", typed="1; 1; 1")
    kept = Path("kept/mine.md").read_text(encoding="utf-8")
    assert "world: ../gates.world\nplayer: Spike\nseed: 3\n" in kept
    checked = fabula.check("kept/mine.md")
    assert checked.answer is not None
    assert (checked.diagnostics, checked.answer.clean) == ((), True)
    text = said("gates.world", "--continue", "kept/mine.md", "--output", "kept/mine.md", typed="1; q")
    assert "You are Spike." in text
    longer = Path("kept/mine.md").read_text(encoding="utf-8")
    assert longer.startswith(kept)
    assert len(longer) > len(kept)


def test_the_same_seed_gives_the_same_play_and_another_seed_another() -> None:
    texts = [said("gates.world", "--as", "Xander", "--seed", seed, typed="1; 1; 1; 1; 1; 1") for seed in "1123456"]
    assert texts[0] == texts[1]
    assert len(set(texts)) > 2


def test_save_finds_a_name_and_overwrites_nothing() -> None:
    Path("cloak-Visitor.md").write_text("mine", encoding="utf-8")
    text = said("cloak.world", typed="2; s; 1; q")
    assert "Saved: cloak-Visitor-2.md" in text
    assert Path("cloak-Visitor.md").read_text(encoding="utf-8") == "mine"
    assert "go(Visitor, foyer)" in Path("cloak-Visitor-2.md").read_text(encoding="utf-8")
    result = play("cloak.world", typed="s cloak.md; s other.md")
    assert "error[file-is-there]" in result.stderr
    assert "Saved: other.md" in result.stdout
    assert Path("cloak.md").read_bytes() == (WORLDS / "cloak" / "cloak.md").read_bytes()


def test_any_manuscript_is_played_on_and_compared_with() -> None:
    text = said("gates.world", "--continue", "gates.md", "--as", "Faith", typed="l; q")
    assert "You are Faith." in text
    assert "Tried in vain" not in text
    text = said("cloak.world", "--told", "cloak.md", typed="2; 1; c")
    assert "Beside “The cloak of darkness”: 2 events from the start are the same." in text


def test_what_cannot_be_kept_ends_the_play_before_it_begins() -> None:
    for name in ("cloak.world", ".", "cloak.md"):
        result = play("cloak.world", "--output", name, typed="2")
        assert (result.exit_code, result.stdout) == (2, ""), result.output
        assert "error[" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("cloak.world", "--as", "Visiter"), "there is no person called `Visiter`; did you mean `Visitor`?"),
        (("cloak.world", "--toward", "wonn"), "there is no ending called `wonn`; did you mean `won`?"),
        (("cloak.md",), "`cloak.md` is a manuscript"),
        (("nothing.world",), "error["),
        (("cloak.world", "--continue", "nothing.md"), "error["),
        (("cloak.world", "--continue", "gates.md"), "error[other-world]"),
        (("cloak.world", "--continue", "cloak.world"), "error[story-wanted]"),
        (("cloak.world", "--told", "nothing.md"), "error["),
        (("cloak.world", "--told", "cloak.world"), "error[story-wanted]"),
        (("empty.world",), "error[nobody-to-play]"),
        (("restless.world",), "error[restless-laws]"),
        (("wrong.world",), "error["),
    ],
)
def test_bad_input_is_refused_with_a_word(arguments: tuple[str, ...], words: str) -> None:
    Path("empty.world").write_text('world "Empty"\nfact f\n', encoding="utf-8")
    Path("restless.world").write_text(f"{RESTLESS}start: a\n", encoding="utf-8")
    Path("wrong.world").write_text("wurld\n", encoding="utf-8")
    result = play(*arguments)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert words in result.stderr


def test_what_would_break_the_world_is_closed_and_said_to_be() -> None:
    Path("restless.world").write_text(RESTLESS, encoding="utf-8")
    text = said("restless.world", typed="begin(Ash); b; 1; q")
    assert "`begin(Ash)` is no choice" in text
    assert "nobody can think it through (The laws `there()` and `back()` never come to rest" in " ".join(text.split())


def test_a_world_in_which_nobody_can_do_anything_is_played_by_waiting() -> None:
    Path("still.world").write_text('world "Still"\nperson Ash\nfact f\nstart: f\n', encoding="utf-8")
    text = said("still.world", typed="1; b; k")
    assert "1  Do nothing." in text
    assert "Nothing happens that you see." in text
    assert "Nothing that you could ever do is closed to you now." in text


def test_it_says_what_is_missing_where_textual_is_not_there() -> None:
    code = (
        "import sys; sys.modules['textual'] = None; import fabula.cli.play as play; "
        "play.is_terminal = lambda _: True; from fabula.cli.main import main; "
        "sys.argv = ['fabula', 'play', 'cloak.world']; main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(WORLDS.parent / "src")}
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment, timeout=60
    )
    assert result.returncode == 2
    assert 'pip install "fabula[play]"' in result.stderr
    assert "Traceback" not in result.stderr


RESTLESS = """\
world "Restless"
person Ash
fact a
fact b

event begin(Ash):
    text: "Ash begins."
    when: not a
    then: a
    by: Ash on impulse if not b

law there:
    when: a and not b
    then: b

law back:
    when: a and b
    then: not b
"""
