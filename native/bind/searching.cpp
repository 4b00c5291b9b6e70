// SPDX-License-Identifier: Apache-2.0
// The questions that take a search.
#include "asking.hpp"
#include "reasons.hpp"

namespace fabula {

namespace {

void show(const Reason& reason, Figures& found) {
  const auto whole = [&](std::uint64_t number) { found.push_back(Figure::of(static_cast<std::int64_t>(number))); };
  whole(reason.person);
  whole(reason.impulse ? 1 : 0);
  found.push_back(Figure::of(reason.without));
  found.push_back(Figure::of(reason.gain));
  whole(reason.plan.size());
  for (const PlannedStep& step : reason.plan) {
    whole(step.event);
    whole(step.reasons.size());
    for (const Reason& why : step.reasons) show(why, found);
  }
}

}  // namespace

void Asking::searched(Question question, Asked& asked, Figures& found) {
  wills_.bounds.looks = asked.any("not a count");
  wills_.bounds.states = UINT64_MAX;
  switch (question) {
    case Question::kExplained: {
      const StateId state = moment(asked).state;
      const EventId what = event(asked);
      const std::uint32_t imagine = asked.any("no such limit"), minds = asked.any("no such limit");
      found.push_back(Figure::of(std::int64_t{wills_.explained(state, what, imagine, minds)}));
      break;
    }
    case Question::kExplainedEvents: return explained_events(asked, found);
    case Question::kReason: return reason(asked, found);
    default: return tell(asked, found);
  }
}

void Asking::explained_events(Asked& asked, Figures& found) {
  const StateId state = moment(asked).state;
  const std::uint32_t imagine = asked.any("no such limit"), minds = asked.any("no such limit");
  for (const EventId each : wills_.events(state))
    if (wills_.explained(state, each, imagine, minds)) found.push_back(Figure::of(std::int64_t{each}));
}

void Asking::reason(Asked& asked, Figures& found) {
  const StateId state = moment(asked).state;
  const EventId what = event(asked);
  const Person who = person(asked);
  const std::uint32_t imagine = asked.any("no such limit"), minds = asked.any("no such limit");
  const auto why = fabula::reason(wills_, wills_.states().mind(state, who), what, who, imagine, minds, true);
  if (why.has_value()) show(*why, found);
}

void Asking::tell(Asked& asked, Figures& found) {
  StoryLimits limits;
  limits.length = asked.any("no such limit");
  limits.imagine = asked.any("no such limit");
  limits.minds = asked.any("no such limit");
  limits.count = asked.any("no such limit");
  if (const std::uint32_t states = asked.any("no such limit"); states != 0) wills_.bounds.states = states;
  Goal goal;
  goal.condition = static_cast<NodeId>(asked.whole(program_.expressions.size() + 1, "no such node"));
  if (goal.condition == 0) goal.condition = kNothing;
  else --goal.condition;
  goal.start = moment(asked).state;
  if (asked.more()) goal.raises = asked.number();
  progress_.length.store(0);
  progress_.stories.store(0);
  const Counters before = wills_.counters;
  const Found told = Teller(wills_, goal, limits).found();
  const auto whole = [&](std::uint64_t number) { found.push_back(Figure::of(static_cast<std::int64_t>(number))); };
  found[0] = Figure::of(static_cast<std::int64_t>(told.limit));
  whole(static_cast<std::uint64_t>(told.outcome));
  whole(wills_.states().size());
  whole(told.rounds);
  whole(told.visited);
  whole(wills_.counters.wills - before.wills);
  whole(wills_.counters.imagined - before.imagined);
  whole(wills_.counters.plans - before.plans);
  for (const Story& story : told.stories) {
    whole(story.size());
    for (const EventId each : story) whole(each);
  }
}

}  // namespace fabula
