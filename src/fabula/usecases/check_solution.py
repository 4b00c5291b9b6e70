# SPDX-License-Identifier: Apache-2.0
"""A solution of a problem held against it: its events as a story, and every explanation that it gives.

The events are checked as those of a manuscript are: possible, known, wanted. Besides, each explanation must hold as it
is written: its steps are possible one after the other in what its person believes, the others who must consent to a
step are explained in their turn, what it is for is so at the end, and worth more than before every step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fabula.diagnostics import Diagnostic, Label, Severity, Source, Span
from fabula.engine.choose import MakeEngine, default_engine
from fabula.engine.ground import event_form, find_event, ground_condition
from fabula.engine.port import Cancel, Engine
from fabula.language.names import signature
from fabula.language.sabre import SolutionGoal, SolutionPlan, SolutionStep, read_problem, read_solution
from fabula.language.sabre.meaning import unknown_event, wrong_event
from fabula.model.checked import CheckAnswer
from fabula.model.manuscript import Annotation, EventAnnotation, Expectation, Holds, Manuscript
from fabula.model.values import show_value
from fabula.model.world import World
from fabula.records import dataclass
from fabula.usecases.check import Checked, check
from fabula.usecases.manuscript_needs import NO_OVERRIDES, Overrides
from fabula.usecases.open_world import start_engine


def check_solution(
    problem: Source,
    solution: Source,
    overrides: Overrides = NO_OVERRIDES,
    make_engine: MakeEngine = default_engine,
    cancel: Cancel | None = None,
) -> Checked:
    """The solution checked, within the limits that its own explanations need unless others are given."""
    sources = {problem.name: problem, solution.name: solution}
    world, said = read_problem(problem)
    if world is None:
        return Checked(None, said, sources)
    plan, found = read_solution(solution, problem)
    if plan is None:
        return Checked(None, found, sources)
    strange = tuple(_strange(plan, world))
    if strange:
        return Checked(None, strange, sources)
    story = _story(plan, solution)
    answer = check(world, story, overrides, make_engine, cancel=cancel)
    if not isinstance(answer, CheckAnswer):
        return Checked(None, answer, sources)
    more = tuple(_explanations(world, plan, answer, make_engine))
    answer = replace(answer, diagnostics=(*answer.diagnostics, *more))
    return Checked(answer, answer.diagnostics, sources)


def _strange(plan: SolutionPlan, world: World) -> Iterator[Diagnostic]:
    """The events that the problem does not have."""
    for step in plan.steps:
        name = step.event.name
        if event_form(world, name, step.event.arguments) is None:
            ways = [form for form in world.events if form.name == name]
            if ways:
                yield wrong_event(str(step.event), step.span, [(signature(form), form.span) for form in ways])
            else:
                yield unknown_event(name, step.span, {form.name for form in world.events})
        for inner in step.explanations:
            yield from _strange(inner, world)


def _story(plan: SolutionPlan, source: Source) -> Manuscript:
    """The solution as a manuscript: its events, and at the end its goal."""
    annotations: list[Annotation] = [EventAnnotation(step.event, None, step.span) for step in plan.steps]
    if plan.goal is not None:
        claim = Holds(plan.goal.condition, plan.goal.span)
        annotations.append(Expectation(claim, False, None, plan.goal.text, None, plan.goal.span))
    steps = [_longest(each, 0) for step in plan.steps for each in step.explanations]
    return Manuscript(
        name=source.name,
        title=source.name.rsplit("/", 1)[-1],
        world="",
        world_span=Span(source.name, 0, 0),
        imagine=max(steps, default=1),
        minds=max((_deepest(step) for step in plan.steps), default=1),
        scenes=(),
        annotations=tuple(annotations),
        story_order=tuple(range(len(annotations))),
    )


def _longest(plan: SolutionPlan, before: int) -> int:
    """How many events the longest plan has, counted from the first event of the outermost."""
    own = before + 1 + len(plan.steps)
    inner = (
        _longest(each, before + number) for number, step in enumerate(plan.steps, start=1) for each in step.explanations
    )
    return max([own, *inner])


def _deepest(step: SolutionStep, level: int = 1) -> int:
    """The minds limit that the explanations of a step need: below it, an event that pays at once still counts."""
    found = 1
    for plan in step.explanations:
        own = level if plan.steps else level - 1
        found = max([found, own, *(_deepest(each, level + 1) for each in plan.steps)])
    return found


def _explanations(
    world: World, plan: SolutionPlan, answer: CheckAnswer, make_engine: MakeEngine
) -> Iterator[Diagnostic]:
    """What is wrong with the explanations, up to the first event that cannot happen."""
    engine, problems = start_engine(world, answer.minds, make_engine)
    if engine is None:
        yield from problems
        return
    judge = _Judge(engine)
    state = engine.start()
    for step in plan.steps:
        event = judge.number(step)
        if event is None or not engine.holds(state, engine.program.events[event].condition):
            return
        minds = {person: engine.believed(state, person) for person in engine.program.events[event].willing}
        yield from judge.step(step, event, minds)
        state = engine.after(state, event)


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges explanations; each is wrong in one way at most, the first that is found."""

    engine: Engine

    def number(self, step: SolutionStep) -> int | None:
        """The event of a step; None if there is none, or it can never happen."""
        return find_event(self.engine.program, step.event.name, step.event.arguments)

    def name(self, person: int) -> str:
        """The person's name."""
        return self.engine.program.people[person]

    def step(self, step: SolutionStep, event: int, minds: dict[int, int]) -> Iterator[Diagnostic]:
        """What is wrong with the explanations of an event; `minds` are the states in which people consent to it."""
        given = {plan.goal.person: plan for plan in step.explanations if plan.goal is not None}
        for person, mind in minds.items():
            plan = given.pop(self.name(person), None)
            if plan is None or plan.goal is None:
                yield _wrong(
                    step.span, f"Nothing is said why {self.name(person)} consents.", "no explanation of theirs"
                )
            else:
                yield from self.plan(step, event, plan, plan.goal, person, mind)
        for plan in given.values():
            if plan.goal is not None:
                yield _wrong(plan.goal.span, f"{step.event} needs no consent of theirs.", "an explanation of nobody")

    def plan(
        self, first: SolutionStep, event: int, plan: SolutionPlan, goal: SolutionGoal, person: int, mind: int
    ) -> Iterator[Diagnostic]:
        """What is wrong with one explanation: the event, what follows, what for; by whom, believing what."""
        engine, who = self.engine, self.name(person)
        worth: list[float] = []
        state = mind
        for number, step in enumerate((first, *plan.steps)):
            current = event if number == 0 else self.number(step)
            if current is None or not engine.holds(state, engine.program.events[current].condition):
                yield _wrong(step.span, f"{who} would not believe {step.event} to be possible.", "not in their plan")
                return
            willing = engine.program.events[current].willing
            if not willing:
                yield _wrong(step.span, f"{who} cannot count on {step.event}: nobody does it.", "chance")
                return
            if number > 0:
                others = {each: engine.believed(state, each) for each in dict.fromkeys(willing) if each != person}
                wrong = list(self.step(step, current, others))
                if wrong:
                    yield from wrong
                    return
            worth.append(engine.utility(state, person))
            state = engine.after(state, current)
        yield from self._outcome(goal, person, worth, state)

    def _outcome(self, goal: SolutionGoal, person: int, worth: Sequence[float], end: int) -> Iterator[Diagnostic]:
        """What is wrong with the end of a plan: its goal is not reached, or it is worth nothing."""
        engine, who = self.engine, self.name(person)
        gained = engine.utility(end, person)
        if not engine.holds(end, ground_condition(engine.program, goal.condition)):
            yield _wrong(goal.span, f"This would not be so at the end of what {who} plans.", "not so")
        elif not gained > worth[0]:
            shown = f"{show_value(gained)}, not more than {show_value(worth[0])}"
            yield _wrong(goal.span, f"{who} would gain nothing by this.", f"worth {shown} to them")
        elif gained in worth:
            title = f"{who} could stop before the end of this plan, with the same gain."
            yield _wrong(goal.span, title, f"it is worth {show_value(gained)} to them before already")


def _wrong(span: Span, title: str, label: str) -> Diagnostic:
    """`wrong-explanation`: a reason that a solution gives does not hold."""
    return Diagnostic(
        code="wrong-explanation",
        severity=Severity.ERROR,
        title=title,
        primary=Label(span, label),
        help="Without `--solution`, a manuscript with these events asks only whether there is a reason at all.",
    )
