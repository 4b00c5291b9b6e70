// SPDX-License-Identifier: Apache-2.0
// The questions that take a search.
#include <new>

#include "asking.hpp"
#include "reasons.hpp"
#include "survey.hpp"

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
    case Question::kTell: return tell(asked, found);
    default: return space(asked, found);
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
  whole(told.shortest ? 1 : 0);
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

void Asking::space(Asked& asked, Figures& found) {
  const Moment first = moment(asked);
  StoryLimits limits;
  limits.length = asked.any("no such limit");
  limits.imagine = asked.any("no such limit");
  limits.minds = asked.any("no such limit");
  const std::uint32_t most = asked.any("no such limit");
  progress_.length.store(0);
  progress_.stories.store(0);
  // A question that is to be left off soon is not worth the helpers.
  const bool helped = ground_.has_value() && wills_.bounds.looks == 0;
  if (helped && !crew_.has_value()) crew_.emplace(*ground_, wills_.depth(), threads_ - 1, wills_.bounds.bytes);
  Survey survey(wills_, first.state, limits, first.moments, most == 0 ? UINT64_MAX : most, helped ? &*crew_ : nullptr);
  Limit limit = Limit::kNone;
  std::uint32_t complete = 0;
  try {
    while (survey.extend()) progress_.length.store(survey.complete() + 1);
    complete = limits.length;  // nothing new: every longer story goes round among what is known
  } catch (const Stopped& stopped) {
    limit = stopped.limit;
    complete = survey.complete();
  } catch (const std::bad_alloc&) {
    limit = Limit::kMemory;
    complete = survey.complete();
  }
  found[0] = Figure::of(static_cast<std::int64_t>(limit));
  found.push_back(Figure::of(std::int64_t{complete}));
  tables_.resize(5);
  for (std::size_t place = 0; place < survey.places().size(); ++place)
    tables_[0].push_back(number(survey.places()[place], survey.moments()[place]));
  for (const Survey::Edge& edge : survey.edges()) {
    tables_[1].push_back(edge.from);
    tables_[2].push_back(edge.event);
    tables_[3].push_back(edge.to);
  }
  tables_[4] = survey.layers();
  if (limit == Limit::kNone) tables_[4].resize(std::size_t{limits.length} + 2, tables_[4].back());
}

}  // namespace fabula
