// SPDX-License-Identifier: Apache-2.0
#include "asking.hpp"

#include <algorithm>
#include <new>

#include "depth.hpp"

namespace fabula {

Asking::Asking(Ground ground, std::uint32_t depth, std::uint32_t minds, std::uint64_t bytes, std::uint32_t threads)
    : ground_(threads > 1 ? std::optional<Ground>(ground) : std::nullopt),
      threads_(threads),
      program_(std::move(ground)),
      wills_(program_, depth == kNothing ? depth_needed(program_, minds) : depth) {
  if (bytes != 0) wills_.bounds.bytes = bytes / std::max(1U, threads);
  wills_.bounds.cancel = &cancel_;
  wills_.bounds.progress = &progress_;
}

Figures Asking::answer(Question question, const Figures& figures) {
  cancel_.asked.store(false);
  tables_.clear();
  Figures found{Figure::of(std::int64_t{0})};
  const auto ended = [&](std::int64_t how) {
    found.resize(1);
    found[0] = Figure::of(how);
  };
  try {
    Asked asked(figures);
    answer(question, asked, found);
    if (asked.more()) throw Misused{"too many figures"};
  } catch (const Stopped& stopped) {
    ended(static_cast<std::int64_t>(stopped.limit));
  } catch (const DivisionByZero& division) {
    ended(kDivided);
    found.push_back(Figure::of(std::int64_t{division.node}));
  } catch (const RestlessLaws& restless) {
    ended(kRestless);
    found.push_back(Figure::of(static_cast<std::int64_t>(restless.path.size())));
    for (const Person person : restless.path) found.push_back(Figure::of(std::int64_t{person}));
    for (const LawId law : restless.laws) found.push_back(Figure::of(std::int64_t{law}));
  } catch (const std::bad_alloc&) {
    ended(static_cast<std::int64_t>(Limit::kMemory));
  }
  return found;
}

std::vector<std::uint32_t> Asking::table(std::size_t number) {
  if (number >= tables_.size()) throw Misused{"no such table"};
  return std::move(tables_[number]);
}

void Asking::answer(Question question, Asked& asked, Figures& found) {
  if (question <= Question::kStages) about_states(question, asked, found);
  else if (question <= Question::kDepth) about_values(question, asked, found);
  else searched(question, asked, found);
}

void Asking::about_states(Question question, Asked& asked, Figures& found) {
  const auto state = [&](std::uint32_t number) { found.push_back(Figure::of(std::int64_t{number})); };
  if (question == Question::kStart) return state(number(wills_.start(), 0));
  if (question == Question::kStarted) return state(started(asked));
  const Moment before = moment(asked);
  switch (question) {
    case Question::kAfter: return state(after(before, event(asked)));
    case Question::kBelieved: return state(number(wills_.states().mind(before.state, person(asked)), before.moments));
    case Question::kAltered: return state(altered(before, asked));
    default: return stages(before, event(asked), found);
  }
}

void Asking::about_values(Question question, Asked& asked, Figures& found) {
  const auto whole = [&](std::int64_t number) { found.push_back(Figure::of(number)); };
  if (question == Question::kDepth) return whole(wills_.depth());
  if (question == Question::kNode) return whole(added(asked));
  if (question == Question::kValues) {
    const ValuationId valuation = asked.whole(wills_.states().valuations().size(), "no such valuation");
    const Slot* values = wills_.states().valuations()[valuation];
    for (Fluent each = 0; each < program_.start.size(); ++each) found.push_back(shown(values[each]));
    return;
  }
  const Moment now = moment(asked);
  switch (question) {
    case Question::kPossible:
      for (const EventId each : wills_.events(now.state)) whole(each);
      break;
    case Question::kObserves: {
      const EventId what = event(asked);
      whole(wills_.observes(now.state, what, person(asked)) ? 1 : 0);
      break;
    }
    case Question::kValuation: whole(wills_.states().valuation(wills_.timed(now.state, now.moments))); break;
    case Question::kUtility: {
      const Person who = asked.whole(std::uint64_t{program_.people} + 1, "no such person");
      found.push_back(Figure::of(wills_.utility(now.state, who == program_.people ? kNothing : who)));
      break;
    }
    case Question::kHolds: {
      const NodeId what = node(asked);
      whole(wills_.holds(program_.expressions.condition(what), reading(now, what)) ? 1 : 0);
      break;
    }
    default: {
      const NodeId what = node(asked);
      const Value read = program_.expressions.value_at(program_.expressions.value(what), wills_.states(), reading(now, what));
      found.push_back(read.is_number ? Figure::of(read.number) : Figure::of(std::int64_t{read.code}));
    }
  }
}

// States.

std::uint32_t Asking::number(StateId state, std::uint32_t moments) {
  const std::uint64_t key = paired(state, moments);
  if (const std::uint32_t* known = numbers_.find(key)) return *known;
  const auto found = static_cast<std::uint32_t>(met_.size());
  met_.push_back({state, moments});
  numbers_.keep(key, found);
  return found;
}

std::uint32_t Asking::after(const Moment& before, EventId event) {
  const std::uint32_t passing = program_.timeless ? wills_.moments(event) : 0;
  const std::uint32_t moments = before.moments + passing;
  return number(wills_.after(before.state, event), moments);
}

std::uint32_t Asking::started(Asked& asked) {
  std::vector<Code> values;
  for (Fluent each = 0; each < program_.start.size(); ++each) values.push_back(value(asked));
  std::vector<Belief> stated;
  while (asked.more()) {
    Belief belief;
    belief.fluent = fluent(asked);
    belief.value = value(asked);
    for (std::uint32_t left = asked.whole(kNothing, "no count"); left > 0; --left) belief.path.push_back(person(asked));
    if (belief.path.empty()) throw Misused{"a belief is somebody's"};
    stated.push_back(std::move(belief));
  }
  return number(wills_.started(std::move(values), stated), 0);
}

std::uint32_t Asking::altered(const Moment& before, Asked& asked) {
  Write write{kHere, fluent(asked), kUnknown};
  write.value = value(asked);
  std::vector<Person> minds;
  while (asked.more()) minds.push_back(person(asked));
  write.path = program_.paths.of(minds);
  return number(wills_.imposed(before.state, {&write, 1}, kNothing), before.moments);
}

void Asking::stages(const Moment& before, EventId event, Figures& found) {
  const auto whole = [&](std::uint64_t number) { found.push_back(Figure::of(static_cast<std::int64_t>(number))); };
  std::uint32_t moments = before.moments;
  for (const Stage& stage : wills_.stages(before.state, event)) {
    if (stage.moment && stage.fired.empty() && program_.timeless) ++moments;
    whole(number(stage.state, moments));
    whole(stage.moment ? 1 : 0);
    whole(stage.fired.size());
    for (const Firing& firing : stage.fired) {
      const std::vector<Person> minds = program_.paths.people(firing.path);
      whole(firing.law);
      whole(minds.size());
      for (const Person mind : minds) whole(mind);
    }
  }
}

// Values and expressions.

Code Asking::value(Asked& asked) {
  const Figure& found = asked.next();
  if (found.is_number) {
    if (found.number != found.number) throw Misused{"not a number"};
    return program_.numbers.code(found.number);
  }
  if (found.whole < 0 || found.whole >= kFirstThing + program_.numbers.things()) throw Misused{"no such value"};
  return static_cast<Code>(found.whole);
}

Figure Asking::shown(Code code) const {
  return program_.numbers.is_number(code) ? Figure::of(program_.numbers.number(code)) : Figure::of(std::int64_t{code});
}

NodeId Asking::added(Asked& asked) {
  Node found;
  found.sign = static_cast<Sign>(asked.whole(static_cast<std::uint64_t>(Sign::kIf) + 1, "no such sign"));
  found.operation = static_cast<Operation>(asked.whole(static_cast<std::uint64_t>(Operation::kOver) + 1, "no such operation"));
  const bool mind = found.sign == Sign::kBelieves || found.sign == Sign::kDoubts;
  if (found.sign == Sign::kValue) found.first = value(asked);
  else if (found.sign == Sign::kRead) found.first = fluent(asked);
  else if (mind) found.first = person(asked);
  while (asked.more()) found.parts.push_back(node(asked));
  const bool calculates = found.operation >= Operation::kPlus;
  const bool two = found.sign == Sign::kComparison || found.sign == Sign::kCalculation;
  const std::size_t parts = found.sign == Sign::kIf ? 3 : two ? 2 : mind ? 1 : 0;
  const bool list = found.sign == Sign::kAll || found.sign == Sign::kSome;
  if ((!list && found.parts.size() != parts) || (two && calculates != (found.sign == Sign::kCalculation)))
    throw Misused{"no such node"};
  return program_.expressions.added(std::move(found));
}

StateId Asking::reading(const Moment& moment, NodeId node) {
  if (moment.moments == 0) return moment.state;
  std::vector<FactRead> reads;
  program_.expressions.reads(node, kHere, reads);
  for (const FactRead& read : reads)
    if (read.fluent == program_.clock) return wills_.timed(moment.state, moment.moments);
  return moment.state;
}

}  // namespace fabula
