# SPDX-License-Identifier: Apache-2.0
"""A story: a manuscript in its world, ready for questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from os import PathLike, fspath

from fabula import files
from fabula.api.deadline import deadline
from fabula.api.drawing import Drawing, asked_picture, drawing
from fabula.api.errors import ImpossibleEvent, InvalidText, InvalidWorld
from fabula.api.pictures import PictureName, Subject, Wish
from fabula.api.replayed import beliefs_of, causes_of
from fabula.api.session import Session, maker_of
from fabula.api.sifting import asked_patterns, refused
from fabula.api.state import State
from fabula.diagnostics import Diagnostic, Source
from fabula.engine.choose import EngineName, MakeEngine, default_engine
from fabula.engine.port import Cancel
from fabula.model.answers import EventCall
from fabula.model.beliefs import Ledger
from fabula.model.causes import CauseGraph
from fabula.model.knows import KnowsAnswer
from fabula.model.manuscript import EventAnnotation, Manuscript
from fabula.model.sift import SiftedStory
from fabula.model.whatif import WhatIfAnswer
from fabula.model.why import WhyAnswer
from fabula.model.world import World as WorldModel
from fabula.render.drawing.palette import Theme
from fabula.usecases.knows import KnowsQuestion, knows
from fabula.usecases.manuscript_needs import Overrides
from fabula.usecases.moments import moment_of
from fabula.usecases.report import Reporting
from fabula.usecases.sift import SiftQuestion, sift
from fabula.usecases.story import Story as ReplayedStory, Wanted, read_story as read_text, replay_story
from fabula.usecases.whatif import what_if_of
from fabula.usecases.whatif_changes import Changes
from fabula.usecases.whatif_course import Asking
from fabula.usecases.why import WhyQuestion, why

Texts = str | Sequence[str]
"""One text, or several."""


class Story:
    """A story ready for questions. Made by `load_story` and `read_story`.

    >>> story = load_story("the-gift.md")
    >>> [str(event) for event in story.events]
    ['go(Wren, yard)', 'go(Ash, yard)', 'give(Ash, lamp, Wren)']
    """

    def __init__(
        self,
        manuscript: Manuscript,
        model: WorldModel,
        sources: Mapping[str, Source],
        make_engine: MakeEngine = default_engine,
    ) -> None:
        self.manuscript = manuscript
        self.model = model
        self.sources = dict(sources)
        self.make_engine = make_engine
        self._replayed: ReplayedStory | None = None
        self._session: Session | None = None

    def __repr__(self) -> str:
        return f"<Story {self.title!r}>"

    @property
    def title(self) -> str:
        """The title, or else the name of the file."""
        return self.manuscript.title or self.manuscript.name

    @property
    def events(self) -> tuple[EventCall, ...]:
        """The events in the order in which they happen, which need not be the order in which they are told."""
        annotations = (annotation for _, annotation in self.manuscript.lived())
        return tuple(each.event for each in annotations if isinstance(each, EventAnnotation))

    @property
    def scenes(self) -> tuple[str, ...]:
        """The names of the scenes, in the order in which they are told."""
        return tuple(scene.name for scene in self.manuscript.scenes)

    def at(self, moment: str | None = None) -> State:
        """The state at a moment: `start`, `end` (None), after a scene or an event, or `before` one of them.

        >>> load_story("the-gift.md").at("go(Wren, yard)")["at(Wren)"]
        'yard'
        """
        story = self.replayed()
        place = moment_of(story, moment, "moment")
        if isinstance(place, Diagnostic):
            raise InvalidText(moment or "", (place,))
        if place > story.sound:
            raise ImpossibleEvent(
                f"`{story.call(story.sound)}` cannot happen, so the story does not come to that moment"
            )
        if self._session is None:
            self._session = Session(self.model, story.engine, self.make_engine)
        trail = tuple(("event", happening.event) for happening in story.happenings[:place])
        return State(self._session, story.state(place), trail)

    def whatif(  # noqa: PLR0913 -- the options of `fabula whatif`
        self,
        change: Texts = (),
        *,
        without: Texts = (),
        instead: Texts = (),
        wants: Texts = (),
        law: Texts = (),
        variant: str | PathLike[str] | Sequence[str | PathLike[str]] = (),
        at: str | None = None,
        length: int | None = None,
        imagine: int | None = None,
        minds: int | None = None,
        seconds: float | None = None,
        cancel: Cancel | None = None,
    ) -> WhatIfAnswer:
        """The story under a change, beside the story as it is told; `docs/whatif.md` says what each change means.

        >>> answer = load_story("the-gift.md").whatif(without="go(Wren, yard)")
        >>> answer.parting.number, str(answer.parting.fate)
        (3, 'impossible')
        """
        paths = [variant] if isinstance(variant, str | PathLike) else variant
        effects, gone, others, wishes, laws = (_texts(each) for each in (change, without, instead, wants, law))
        changes = Changes(effects, gone, others, wishes, laws, tuple(_variant(path) for path in paths), at)
        with deadline(seconds, cancel) as flag:
            asking = Asking(self.make_engine, Overrides(imagine, minds), length, cancel=flag)
            found = what_if_of(self.manuscript, self.model, files.open_file, changes, asking, self.sources.copy())
        if found.answer is None:
            place = found.diagnostics[0].primary.span.source
            raise InvalidText(found.sources[place].text if place in found.sources else "", found.diagnostics)
        return found.answer

    def why(  # noqa: PLR0913 -- the options of `fabula why`
        self,
        what: str,
        *,
        at: str | None = None,
        negated: bool = False,
        rather_than: str | None = None,
        imagine: int | None = None,
        minds: int | None = None,
        seconds: float | None = None,
        cancel: Cancel | None = None,
    ) -> WhyAnswer:
        """What made a condition so, or why an event happened; `negated` asks why not: see `docs/why.md`.

        >>> answer = load_story("the-gift.md").why("keeper(lamp) = Wren")
        >>> answer.facts[0].said, str(answer.facts[0].cause.event)
        ('keeper(lamp) = Wren', 'give(Ash, lamp, Wren)')
        """
        question = WhyQuestion(what, at, negated, rather_than)
        with deadline(seconds, cancel) as flag:
            asking = self.make_engine, Overrides(imagine, minds), flag
            answer = why(self.manuscript, self.model, question, *asking)
        if isinstance(answer, WhyAnswer):
            return answer
        texts = {"--at": at, "--rather-than": rather_than}
        raise InvalidText(texts.get(answer[0].primary.span.source) or what, answer)

    def knows(
        self,
        who: Texts = (),
        about: Texts = (),
        *,
        at: str | None = None,
        deep: int = 1,
        everything: bool = False,
        seconds: float | None = None,
        cancel: Cancel | None = None,
    ) -> KnowsAnswer:
        """Who believes what, of the facts about which somebody is wrong: see `docs/knows.md`.

        >>> answer = load_story("the-gift.md").knows(about="lit(lamp)", at="start")
        >>> [(belief.minds, belief.value) for belief in answer.facts[0].beliefs if not belief.so]
        [(('Wren',), 'yes')]
        """
        question = KnowsQuestion(_texts(who), _texts(about), at, deep, everything)
        with deadline(seconds, cancel) as flag:
            answer = knows(self.manuscript, self.model, question, self.make_engine, cancel=flag)
        if isinstance(answer, KnowsAnswer):
            return answer
        raise InvalidText(at or "", answer)

    def sift(
        self,
        *patterns: str,
        at: str | None = None,
        imagine: int | None = None,
        minds: int | None = None,
        seconds: float | None = None,
        cancel: Cancel | None = None,
    ) -> SiftedStory:
        """Which patterns (by name or file; none: all that come along) are found, or under way: see `docs/sift.md`.

        >>> found = load_story("the-gift.md").sift("unrequited-help").patterns[0]
        >>> [match.text for match in found.matches]
        []
        """
        asked = asked_patterns(patterns)
        with deadline(seconds, cancel) as flag:
            question = SiftQuestion(asked, at)
            answer = sift(self.manuscript, self.model, question, self.make_engine, Overrides(imagine, minds), flag)
        if isinstance(answer, SiftedStory):
            return answer
        raise refused(asked, answer, at)

    def draw(  # noqa: PLR0913 -- the options of `fabula draw`
        self,
        picture: PictureName | str = PictureName.STORYLINE,
        *,
        at: str | None = None,
        about: Texts = (),
        who: Texts = (),
        deep: int = 1,
        change: Texts = (),
        without: Texts = (),
        instead: Texts = (),
        by: str | None = None,
        width: float | None = None,
        depth: int | None = None,
        theme: Theme | str = Theme.AUTO,
        seconds: float | None = None,
        cancel: Cancel | None = None,
    ) -> Drawing:
        """A picture: `storyline`, `beliefs`, `strip`, `causes` or `endings`; `docs/draw.md` says what each shows.

        >>> load_story("the-gift.md").draw()
        <Drawing 'The gift: storyline'>
        """
        effects, gone, others = (_texts(each) for each in (change, without, instead))
        changes = Changes(effects, gone, others, (), (), (), at) if effects or gone or others else None
        asked = asked_picture(picture)
        wish = Wish(asked, at, _texts(about), _texts(who), deep, changes, by, width, depth=depth)
        subject = Subject(self.manuscript, self.model, files.open_file, self.make_engine)
        return drawing(subject, wish, theme, seconds, cancel, self.sources)

    def beliefs(self, deep: int = 1, *, seconds: float | None = None, cancel: Cancel | None = None) -> Ledger:
        """All that people, and the reader, were ever wrong about, through the whole story: see `docs/draw.md`.

        >>> ledger = load_story("the-gift.md").beliefs()
        >>> [(each.first, each.last, each.run.value, each.so) for each in ledger.stretches(0, (1,))]
        [(0, 2, 'yes', False), (3, 3, 'no', True)]
        """
        with deadline(seconds, cancel) as flag:
            return beliefs_of(self.manuscript, self.model, self.make_engine, deep, flag)

    def causes(self, *, seconds: float | None = None, cancel: Cancel | None = None) -> CauseGraph:
        """What every event, every law that mattered and every ending rested on, and what people were after.

        >>> graph = load_story("the-gift.md").causes()
        >>> [(graph.nodes[link.source].name, graph.nodes[link.target].name) for link in graph.links][:1]
        [('go(Wren, yard)', 'give(Ash, lamp, Wren)')]
        """
        with deadline(seconds, cancel) as flag:
            return causes_of(self.manuscript, self.model, self.make_engine, flag)

    def report(
        self,
        *,
        pictures: bool = True,
        imagine: int | None = None,
        minds: int | None = None,
        seconds: float | None = None,
        cancel: Cancel | None = None,
    ) -> str:
        """The page that `fabula report` writes, as HTML that needs nothing else: see `docs/report.md`.

        >>> page = load_story("the-gift.md").report()
        >>> "<h1" in page, "https://" in page
        (True, False)

        Raises `TimeoutError` where it was not ready after so many seconds.
        """
        from fabula.api.reports import story_page

        how = Reporting(self.make_engine, Overrides(imagine, minds))
        told = self.sources[self.manuscript.name], self.manuscript, self.model
        with deadline(seconds, cancel) as flag:
            return story_page(*told, tuple(self.sources.values()), replace(how, cancel=flag), pictures)

    def replayed(self) -> ReplayedStory:
        """The story as an engine replays it; raises `InvalidWorld` where the world cannot run."""
        if self._replayed is None:
            story = replay_story(self.manuscript, self.model, Wanted(self.make_engine))
            if not isinstance(story, ReplayedStory):
                raise InvalidWorld(story, self.sources)
            self._replayed = story
        return self._replayed


def load_story(path: str | PathLike[str], engine: EngineName | str | None = None) -> Story:
    """The story of a manuscript; raises `InvalidWorld` where it or its world cannot be used.

    `engine` is as for `load`.
    """
    story, diagnostics, sources = _read(path, engine)
    if story is None:
        raise InvalidWorld(diagnostics, sources)
    return story


def read_story(
    path: str | PathLike[str], engine: EngineName | str | None = None
) -> tuple[Story | None, list[Diagnostic]]:
    """The story of a manuscript, None where it cannot be used, and what there is to say about it."""
    story, diagnostics, _ = _read(path, engine)
    return story, list(diagnostics)


def _read(
    path: str | PathLike[str], engine: EngineName | str | None
) -> tuple[Story | None, tuple[Diagnostic, ...], Mapping[str, Source]]:
    source = files.read(fspath(path))
    if isinstance(source, Diagnostic):
        return None, (source,), {}
    found = read_text(source, files.open_file)
    if found.manuscript is None or found.world is None:
        return None, found.diagnostics, found.sources
    return Story(found.manuscript, found.world, found.sources, maker_of(engine)), found.diagnostics, found.sources


def _texts(texts: Texts) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def _variant(path: str | PathLike[str]) -> Source:
    """The text of a variant's file."""
    source = files.read(fspath(path))
    if isinstance(source, Diagnostic):
        raise InvalidText(fspath(path), (source,))
    return source
