# SPDX-License-Identifier: Apache-2.0
"""The report as a page: what stands where, nothing an author writes becomes markup, the same to the byte each time."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from fabula.render.report.prose import sections_of
from report.making import DATA, STORY, WORLD, body_of, made, page_of

MARK = "\uf8ff"
HERE = Path(__file__).parent


@pytest.mark.golden
@pytest.mark.parametrize("name", ["told", "broken", "unread", "world"])
def test_the_page(name: str, golden_update: bool) -> None:
    texts = {
        "told": STORY,
        "broken": STORY + "\n> It was *dark* already.\n\n@ blow(Ash)\n@ expect lit\n",
        "unread": STORY.replace("blow(Ash)", "bloww(Ash)"),
        "world": WORLD,
    }
    body = body_of(page_of(texts[name], name="lamp.world" if name == "world" else "dark.md"))
    path = HERE / "golden" / f"{name}.html"
    if golden_update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(body, encoding="utf-8")
    assert body == path.read_text(encoding="utf-8")


def test_the_same_report_is_the_same_page() -> None:
    assert page_of(STORY, drawn=True) == page_of(STORY, drawn=True)


def test_style_and_script_are_those_that_the_policy_names() -> None:
    html = page_of(STORY, drawn=True)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    for kind in ("style", "script"):
        text = html.partition(f"<{kind}>")[2].partition(f"</{kind}>")[0]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src &#39;sha256-{digest}&#39;" in policy[1]
    assert html.count("<style") == 1
    assert not re.search(r"<[a-z][^<>]* style=", html)


def test_a_page_names_nothing_outside_itself() -> None:
    html = page_of(STORY, drawn=True).replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"(?:src|href)=\"(?!#)[^\"]*\"|https?:|@import|url\((?!#)", html) == []


# ------------------------------------------------------------------------------------------------------------- prose


def passages(prose: str) -> list[str]:
    return [str(passage.prose) for section in sections_of(prose, MARK, [], "") for passage in section.passages]


def test_markdown_is_rendered_and_html_is_shown() -> None:
    (html,) = passages("She was *there*, and <b>bold</b>.")
    assert html == '<p dir="auto">She was <em>there</em>, and &lt;b&gt;bold&lt;/b&gt;.</p>\n'


@pytest.mark.parametrize(
    "link",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,x)",
        "[x](vbscript:x)",
        "<javascript:x>",
    ],
)
def test_links_that_could_run_are_text(link: str) -> None:
    (html,) = passages(link)
    assert "<a" not in html


def test_links_and_pictures() -> None:
    (html,) = passages('[home](https://example.org "t") ![a *map*](https://example.org/map.png) ![](x.png)')
    assert '<a href="https://example.org" title="t" rel="noreferrer">home</a>' in html
    assert '<span class="image">a map</span> <span class="image">x.png</span>' in html
    assert "<img" not in html


def test_headings_stand_below_those_of_the_page() -> None:
    html = "".join(passages("### Deep\n\ntext\n\n# High\n\n### Deeper\n"))
    assert re.findall(r"<h(\d)[^>]*>(\w+)", html) == [("3", "Deep"), ("3", "High"), ("4", "Deeper")]


def test_tables_have_no_styles() -> None:
    (html,) = passages("| a | b |\n|:--|--:|\n| 1 | 2 |\n")
    assert "style" not in html
    assert '<td class="to-right" dir="auto">2</td>' in html


def test_the_mark_itself_may_be_written() -> None:
    html = body_of(page_of(STORY.replace("stayed", "x").replace("*stay*", f"{MARK}0{MARK}{MARK}99{MARK}")))
    assert MARK not in html


def test_comments_of_the_author_are_not_shown() -> None:
    html = body_of(page_of(STORY + "\nThe end. <!-- not for readers --> Truly.\n\n<!-- nor\n\nthis -->\n"))
    assert "readers" not in html
    assert "nor" not in html.rpartition("Truly.")[2].partition("</div>")[0]


def test_an_annotation_within_a_paragraph_does_not_cut_it() -> None:
    html = body_of(page_of(STORY))
    assert '<em>stay</em>. <sup class="reference"><a href="#event-1" aria-label="event 1">1</a></sup> The door' in html


def test_a_title_said_again_by_the_first_heading_is_said_once() -> None:
    assert body_of(page_of(STORY)).count("In the dark") == 1


# --------------------------------------------------------------------------------------------------------- injection

EVIL = "</script><script>alert(1)</script>]]><img src=x onerror=alert(1)>\"'`"


@pytest.mark.parametrize("drawn", [False, True])
def test_nothing_an_author_writes_becomes_markup(drawn: bool) -> None:
    world = (
        WORLD.replace('"A lamp"', f'"{EVIL.replace(chr(34), "")}"')
        .replace("person Ash, Wren", f'person Ash "{EVIL.replace(chr(34), "")}", Wren')
        .replace("blows the lamp out.", EVIL.replace('"', "").replace("{", ""))
        .replace('"It is dark."', '"</script><b>dark</b> ]]>"')
    )
    story = (
        STORY.replace("title: In the dark", f"title: {EVIL}")
        .replace("The hall", "<script>alert(1)</script>")
        .replace("nobody counts", "<img src=x onerror=alert(1)>")
        .replace("did what", EVIL)
    )
    found = made(story, world, name=f"{EVIL}.md", drawn=drawn)
    assert found.report.stories[0].chronicle is not None, found.report.problems
    html = found.html
    assert html.count("<script") == html.count("</script") == 2
    assert "<img" not in html
    assert "<b>" not in html
    assert not re.search(r"<[^>]*\son\w+=", html)


def test_a_finding_that_quotes_markup() -> None:
    html = body_of(page_of(STORY.replace("blow(Ash)", "<img src=x>")))
    assert "&lt;img src=x&gt;" in html
    assert "<img" not in html


# --------------------------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "---\n---\n",
        "---\nworld: lamp.world\n---\n",
        "---\nworld: nowhere.world\n---\nText.\n",
        "@ blow(Ash)\n",
    ],
)
def test_hardly_a_manuscript_is_hardly_a_page(text: str) -> None:
    html = page_of(text)
    assert html.rstrip().endswith("</html>")
    assert "<h1" in html


def test_one_person_alone() -> None:
    world = WORLD.replace("person Ash, Wren", "person Ash").replace("wants Wren: 1 if at(Wren) = yard\n", "")
    html = body_of(page_of("---\nworld: lamp.world\n---\nDark.\n@ blow(Ash)\n", world, drawn=True))
    assert "Everybody saw it." in html


def test_two_hundred_people_and_long_texts() -> None:
    people = ", ".join(f"P{number}" for number in range(200))
    world = WORLD.replace("person Ash, Wren", f"person Ash, Wren, {people}")
    story = STORY.replace("Ash did what", "Ash " + "very " * 5000 + "did" + "x" * 5000 + " what")
    made_page = made(story.replace("@ expect without go(Wren, yard): at(Wren) = hall\n", ""), world)
    assert len(made_page.html) < 1_500_000
    assert "P199" in made_page.html
    assert 'Seen by everybody<span class="missed"> but <bdi>Wren</bdi></span>.' in made_page.html


def test_names_in_other_scripts_stand_by_themselves() -> None:
    world = WORLD.replace("person Ash, Wren", 'person Ash "اَش", Wren "鹪鹩"')
    html = body_of(page_of(STORY, world, drawn=True))
    assert "<bdi>اَش</bdi>" in html
    assert "<bdi>鹪鹩</bdi>" in html


def test_the_gift_is_a_story_too() -> None:
    text = (DATA / "the-gift.md").read_text(encoding="utf-8").replace("stolen-fire.world", "lamp.world")
    world = (DATA / "stolen-fire.world").read_text(encoding="utf-8")
    assert "The story holds" in page_of(text, world)
