# SPDX-License-Identifier: Apache-2.0
"""The harness of the pages reads pages as their authors mean them."""

import pytest

from shape.problem_pages import examples, with_texts

PAGE = """# a-code

Meaning.

```world
world "A"
```

```manuscript
@ go()
```

```text
first
```

```bytes file=b.world
caf\\xe9\\x00
```

````world file=c.world
# ``` inside
````

```sh
fabula check c.world --imagine 1
```

```text
```
"""


def test_an_example_ends_in_a_text() -> None:
    first, second = examples(PAGE)
    assert first.files == (("example.world", b'world "A"\n'), ("example.md", b"@ go()\n"))
    assert first.arguments == ("example.md",)
    assert first.expected == "first\n"
    assert second.files == (("b.world", b"caf\xe9\x00\n"), ("c.world", b"# ``` inside\n"))
    assert second.arguments == ("c.world", "--imagine", "1")
    assert second.expected == ""


def test_a_world_alone_is_checked_itself() -> None:
    (example,) = examples("```world file=a.world\n```\n```world file=b.world\n```\n```text\n```\n")
    assert example.arguments == ("a.world",)


def test_texts_are_put_where_they_belong() -> None:
    page = with_texts(PAGE, ["one\n", "two\nlines\n"])
    assert [example.expected for example in examples(page)] == ["one\n", "two\nlines\n"]
    assert page.replace("one\n", "first\n").replace("two\nlines\n", "") == PAGE


def test_only_fabula_can_be_asked() -> None:
    with pytest.raises(AssertionError, match="must be `fabula …`"):
        examples("```sh\ncat a.world\n```\n```text\n```\n")
