# SPDX-License-Identifier: Apache-2.0
"""A world, ready for questions."""

from __future__ import annotations

import random
from collections.abc import Callable

from fabula import files
from fabula.api.deadline import deadline
from fabula.api.drawing import Drawing, asked_picture, drawing
from fabula.api.errors import InvalidQuestion, InvalidWorld, UnknownName
from fabula.api.exporting import GameForm, planning_problem_of, written_game
from fabula.api.pictures import PictureName, Subject, Wish
from fabula.api.play import STEERING_LENGTH, STEERING_SECONDS, Play, begun
from fabula.api.session import DEFAULTS, Session, Unpickled, asked_limits
from fabula.api.sifting import asked_patterns, refused
from fabula.api.state import State
from fabula.diagnostics import Diagnostic
from fabula.engine.choose import MakeEngine, default_engine
from fabula.engine.port import Cancel, Engine, Progress
from fabula.interop.pddl import PlanningProblem
from fabula.language import spelt
from fabula.model.answers import EventCall, TellAnswer
from fabula.model.endings import EndingsAnswer
from fabula.model.endings_map import EndingsMap
from fabula.model.limits import Limits
from fabula.model.sift import SiftedSpace
from fabula.model.story_graph import StoryGraph
from fabula.model.world import World as WorldModel
from fabula.render.drawing.palette import Theme
from fabula.usecases.endings import Draw, endings as survey
from fabula.usecases.endings_map import endings_map
from fabula.usecases.play import Cast
from fabula.usecases.report import Reporting
from fabula.usecases.sift_space import sift_space
from fabula.usecases.story_graph import story_graph
from fabula.usecases.tell import Asked, asked_by_default, asked_ending, asked_utility, summed_up, tell


class World(Unpickled):
    """A world ready for questions. Made by `load` and `read`.

    `model` is the world as data, `diagnostics` are the warnings of reading it.

    >>> world = load("stolen-fire.world")
    >>> world.title, world.people, world.endings
    ('A stolen fire', ('Ash', 'Wren'), ('handed_on',))
    """

    def __init__(
        self,
        model: WorldModel,
        engine: Engine,
        diagnostics: tuple[Diagnostic, ...] = (),
        make_engine: MakeEngine = default_engine,
    ) -> None:
        self.model = model
        self.diagnostics = diagnostics
        self._session = Session(model, engine, make_engine)

    def __repr__(self) -> str:
        return f"<World {self.title!r}>"

    @property
    def title(self) -> str:
        """The title."""
        return self.model.title

    @property
    def people(self) -> tuple[str, ...]:
        """The names of everybody, in the order of the file."""
        return self._session.engine.program.people

    @property
    def endings(self) -> tuple[str, ...]:
        """The names of the declared endings, in the order of the file."""
        return tuple(ending.name for ending in self.model.endings)

    def start(self) -> State:
        """The state at the start."""
        return State(self._session, self._session.engine.start(), ())

    def event(self, event: EventCall | str) -> EventCall:
        """The event that a text means.

        >>> load("stolen-fire.world").event("go( Wren,yard )")
        EventCall(name='go', arguments=('Wren', 'yard'))
        """
        return self._session.call(event)

    def tell(  # noqa: PLR0913 -- the options of `fabula tell`
        self,
        ending: str | None = None,
        goal: float | None = None,
        *,
        length: int = DEFAULTS.length,
        imagine: int = DEFAULTS.imagine,
        minds: int = DEFAULTS.minds,
        count: int = DEFAULTS.count,
        seconds: float | None = None,
        cancel: Cancel | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> TellAnswer:
        """The shortest stories in character to an ending, or to an author's utility of at least `goal`.

        Without either, as `fabula tell`: a story to each ending, or to what the author likes better than the start.

        >>> answer = load("stolen-fire.world").tell("handed_on")
        >>> str(answer.outcome), [str(happened.event) for happened in answer.stories[0].events]
        ('told', ['snatch(Wren, lamp, Ash)'])
        """
        limits = asked_limits(length=length, imagine=imagine, minds=minds, count=count)
        engine = self._session.engine_for(minds)
        with deadline(seconds, cancel) as flag:
            answers = [self._told(engine, asked, limits, flag, progress) for asked in self._asked(ending, goal)]
        return answers[0] if len(answers) == 1 else summed_up(answers)

    def survey(  # noqa: PLR0913 -- the options of `fabula endings`
        self,
        *endings: str,
        length: int = DEFAULTS.length,
        imagine: int = DEFAULTS.imagine,
        minds: int = DEFAULTS.minds,
        samples: int = 0,
        seed: int = 0,
        seconds: float | None = None,
        cancel: Cancel | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> EndingsAnswer:
        """All stories in character up to a length: which endings (of these names, or all) they reach, and how many do.

        `samples` of them are drawn at random, each as likely as any other; the same `seed` draws the same.

        >>> survey = load("stolen-fire.world").survey(length=5)
        >>> [(ending.name, ending.stories) for ending in survey.endings], survey.closed
        ([('handed_on', 1)], True)
        """
        for name in endings:
            if spelt(name) not in self.endings:
                raise UnknownName("ending", name, self.endings)
        if not self.endings:
            raise InvalidQuestion("this world has no ending: there is nothing to survey")
        limits = asked_limits(length=length, imagine=imagine, minds=minds)
        draw = Draw(samples, random.Random(seed).randrange) if samples else None  # noqa: S311 -- chance, not secrecy
        names = tuple(spelt(name) for name in endings)
        with deadline(seconds, cancel) as flag:
            answer = survey(self._session.engine_for(minds), limits, names, draw, flag, progress)
        if isinstance(answer, Diagnostic):
            raise InvalidWorld((answer,), {})
        return answer

    def endings_map(
        self,
        *endings: str,
        length: int = DEFAULTS.length,
        imagine: int = DEFAULTS.imagine,
        minds: int = DEFAULTS.minds,
        seconds: float | None = None,
        cancel: Cancel | None = None,
    ) -> EndingsMap:
        """All stories in character up to a length, folded to the choices that decide between these endings (or all).

        >>> found = load("stolen-fire.world").endings_map(length=5)
        >>> [(branch.source, branch.target, branch.stories) for branch in found.branches]
        [(0, 1, (1,))]
        """
        for name in endings:
            if spelt(name) not in self.endings:
                raise UnknownName("ending", name, self.endings)
        limits = asked_limits(length=length, imagine=imagine, minds=minds)
        names = tuple(spelt(name) for name in endings)
        with deadline(seconds, cancel) as flag:
            answer = endings_map(self._session.engine_for(minds), limits, names, flag)
        if isinstance(answer, Diagnostic):
            raise InvalidWorld((answer,), {})
        return answer

    def story_graph(
        self,
        *,
        length: int = DEFAULTS.length,
        imagine: int = DEFAULTS.imagine,
        minds: int = DEFAULTS.minds,
        seconds: float | None = None,
        cancel: Cancel | None = None,
    ) -> StoryGraph:
        """Every state that stories in character up to a length come to, and every step between them.

        `fabula.interop.graphml.graphml` and `fabula.interop.story_graph.story_graph_json` write it for other programs.

        >>> graph = load("stolen-fire.world").story_graph(length=5)
        >>> len(graph.states), len(graph.steps), graph.closed
        (2, 1, True)
        """
        limits = asked_limits(length=length, imagine=imagine, minds=minds)
        with deadline(seconds, cancel) as flag:
            answer = story_graph(self._session.engine_for(minds), limits, flag)
        if isinstance(answer, Diagnostic):
            raise InvalidWorld((answer,), {})
        return answer

    def sift(
        self,
        pattern: str,
        *,
        length: int = DEFAULTS.length,
        imagine: int = DEFAULTS.imagine,
        minds: int = DEFAULTS.minds,
        seconds: float | None = None,
        cancel: Cancel | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> SiftedSpace:
        """How many of all stories in character up to a length hold a pattern (a name or a file), and the shortest.

        >>> answer = load("stolen-fire.world").sift("betrayal", length=5)
        >>> answer.outcome.value, sum(answer.totals)
        ('impossible', 2)
        """
        asked = asked_patterns((pattern,))
        patterns = asked.read(self.model)
        if patterns.problems:
            raise refused(asked, patterns.problems)
        limits = asked_limits(length=length, imagine=imagine, minds=minds)
        engine = self._session.engine_for(max(minds, patterns.minds - 1))
        with deadline(seconds, cancel) as flag:
            answer = sift_space(engine, patterns.patterns[0], limits, flag, progress)
        if isinstance(answer, Diagnostic):
            raise InvalidWorld((answer,), {})
        return answer

    def play(
        self,
        as_person: str | None = None,
        toward: str | None = None,
        *,
        length: int = STEERING_LENGTH,
        imagine: int = DEFAULTS.imagine,
        minds: int = DEFAULTS.minds,
        seed: int | None = None,
        seconds: float | None = STEERING_SECONDS,
    ) -> Play:
        """A play as one of the people (None: the first who can do anything), at its start: see `docs/play.md`.

        The others are steered `toward` an ending, if one is named; a way to it of at most `length` events is looked
        for, for so many `seconds` at each choice.

        >>> play = load("stolen-fire.world").play("Wren", seed=1)
        >>> [choice.key for choice in play.moment.choices if choice.in_character]
        ['give(Ash, lamp, Wren)', 'snatch(Wren, lamp, Ash)', 'wait']
        """
        limits = asked_limits(length=length, imagine=imagine, minds=minds)
        return begun(self.model, self._session.make_engine, Cast(as_person, toward), limits, seed, seconds)

    def game(
        self,
        person: str | None = None,
        form: GameForm | str = GameForm.INK,
        *,
        length: int = 8,
        imagine: int = DEFAULTS.imagine,
        minds: int = DEFAULTS.minds,
        seconds: float | None = None,
        cancel: Cancel | None = None,
    ) -> str:
        """All stories in character up to a length as a game in Ink or Twee, with that person's choices.

        >>> print(load("stolen-fire.world").game("Wren", length=1).splitlines()[4][:34])
        + [Without thinking, Wren snatches
        """
        limits = asked_limits(length=length, imagine=imagine, minds=minds)
        with deadline(seconds, cancel) as flag:
            return written_game(self._session.engine_for(minds), form, person, limits, flag)

    def planning_problem(self, ending: str) -> PlanningProblem:
        """The world as a planning problem whose goal is that ending; raises `InvalidQuestion` where PDDL cannot say it.

        >>> domain, task = load("stolen-fire.world").planning_problem("handed_on").files()
        >>> domain.splitlines()[0]
        '(define (domain a_stolen_fire-domain)'
        """
        by_name = {each.form.name: each for each in self._session.engine.program.endings}
        if spelt(ending) not in by_name:
            raise UnknownName("ending", ending, self.endings)
        return planning_problem_of(self._session.engine, by_name[spelt(ending)])

    def draw(
        self,
        picture: PictureName | str = PictureName.STORYLINE,
        *,
        length: int | None = None,
        width: float | None = None,
        theme: Theme | str = Theme.AUTO,
        seconds: float | None = None,
        cancel: Cancel | None = None,
    ) -> Drawing:
        """A picture of the shortest story to each ending, or of the `endings` themselves: see `docs/draw.md`.

        >>> load("stolen-fire.world").draw(length=2).titles
        ('The lamp has a new keeper: storyline',)
        """
        wish = Wish(asked_picture(picture), width=width, length=length)
        subject = Subject(None, self.model, files.open_file, self._session.make_engine)
        return drawing(subject, wish, theme, seconds, cancel, {})

    def report(
        self,
        *,
        pictures: bool = True,
        length: int | None = None,
        seconds: float | None = None,
        cancel: Cancel | None = None,
    ) -> str:
        """The page that `fabula report` writes of a world, with the shortest story to each ending, as HTML.

        >>> load("stolen-fire.world").report(length=2).count("<article")
        1

        Raises `TimeoutError` where it was not ready after so many seconds.
        """
        from fabula.api.reports import world_page

        with deadline(seconds, cancel) as flag:
            return world_page(self.model, Reporting(self._session.make_engine, length=length, cancel=flag), pictures)

    def _asked(self, ending: str | None, goal: float | None) -> tuple[Asked, ...]:
        if ending is not None and goal is not None:
            raise InvalidQuestion("an ending or a goal, not both")
        if goal is not None:
            return (asked_utility(goal),)
        if ending is None:
            asked = asked_by_default(self._session.engine)
            if isinstance(asked, Diagnostic):
                raise InvalidWorld((asked,), {})
            if not asked:
                raise InvalidQuestion(
                    "this world has no ending and no `wants author`: there is nothing to tell towards"
                )
            return asked
        found = asked_ending(self._session.engine.program, ending)
        if found is None:
            raise UnknownName("ending", ending, self.endings)
        return (found,)

    def _told(
        self,
        engine: Engine,
        asked: Asked,
        limits: Limits,
        cancel: Cancel,
        progress: Callable[[Progress], None] | None,
    ) -> TellAnswer:
        answer = tell(engine, asked.goal, limits, cancel, progress)
        if isinstance(answer, Diagnostic):
            raise InvalidWorld((answer,), {})
        return answer
