// SPDX-License-Identifier: Apache-2.0
// One ground world and the questions about it: a number for the kind of question and figures in, figures out. The first
// figure of an answer says how it ended, the rest is the answer. Without Python, so that it can be tested without it.
//
// States are numbered as they are met, values are codes (0 unknown, 1 none, 2 no, 3 yes, 4 and on things) or doubles.
//
//   kind                figures                                          answer
//   kStart                                                               state
//   kStarted            a value for each fluent, then beliefs:           state
//                       fluent, value, how many minds, minds
//   kAfter              state, event                                     state
//   kBelieved           state, person                                    state
//   kAltered            state, fluent, value, minds                      state
//   kStages             state, event                                     for each: state, moment (0 or 1), how many laws
//                                                                        fired, for each: law, how many minds, minds
//   kPossible           state                                            events
//   kObserves           state, event, person                             0 or 1
//   kValuation          state                                            valuation
//   kValues             valuation                                        a value for each fluent
//   kUtility            state, person (as many as there are: the author) double
//   kNode               sign, operation, number or value, parts          node
//   kHolds              state, node                                      0 or 1
//   kValue              state, node                                      value
//   kDepth                                                               how many minds inside minds are kept
//
// and, of these, `looks` says after how much work to leave off (0: never), to be asked again:
//   kExplained          looks, state, event, imagine, minds              0 or 1
//   kExplainedEvents    looks, state, imagine, minds                     events
//   kReason             looks, state, event, person, imagine, minds      reason, or nothing
//   kTell               looks, length, imagine, minds, count, states     outcome, whether the first is proved shortest,
//                       (0: no bound), 1 + node (0: none), state to      states, rounds, visited, wills, imagined,
//                       begin in, and a double if so much author's       plans; for each story: how many events, events
//                       utility is wanted
//   kSpace              looks, state, length, imagine, minds, places     how many events far all is known; the tables are
//                       (0: no bound)                                    states, sources, events, targets, layers
//
// where a reason is: person, impulse (0 or 1), without, gain, how many steps, and for each: event, how many reasons, and so on.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "crew.hpp"
#include "figures.hpp"
#include "teller.hpp"

namespace fabula {

enum class Question : std::uint8_t {
  kStart, kStarted, kAfter, kBelieved, kAltered, kStages, kPossible, kObserves, kValuation, kValues, kUtility, kNode,
  kHolds, kValue, kDepth, kExplained, kExplainedEvents, kReason, kTell, kSpace
};

// How an answer ended: the values of `Limit`, and besides: a division by zero (its node follows), and laws that never
// come to rest (how many minds, the minds, the laws follow).
inline constexpr std::int64_t kDivided = 16;
inline constexpr std::int64_t kRestless = 17;

class Asking {
 public:
  // `depth`: how many minds inside minds are kept; kNothing: as many as wills need that look `minds` deep. `bytes`: how
  // much may be kept; 0: no bound.
  // `threads`: how many work at a space at a time; what may be kept is shared among them.
  Asking(Ground ground, std::uint32_t depth, std::uint32_t minds, std::uint64_t bytes, std::uint32_t threads = 1);

  Figures answer(Question question, const Figures& figures);
  // Long lists that the last answer left; there may be none. Taking one leaves it empty.
  std::vector<std::uint32_t> table(std::size_t number);
  // Both by any thread, while another waits for an answer.
  void stop() { cancel_.asked.store(true); }
  const Progress& progress() const { return progress_; }

 private:
  // A state, and the moments that have passed where states keep no clock since nothing reads it.
  struct Moment {
    StateId state;
    std::uint32_t moments;
  };

  void answer(Question question, Asked& asked, Figures& found);
  void about_states(Question question, Asked& asked, Figures& found);
  void about_values(Question question, Asked& asked, Figures& found);
  void searched(Question question, Asked& asked, Figures& found);

  std::uint32_t number(StateId state, std::uint32_t moments);
  const Moment& moment(Asked& asked) { return met_[asked.whole(met_.size(), "no such state")]; }
  EventId event(Asked& asked) { return asked.whole(program_.events.size(), "no such event"); }
  Person person(Asked& asked) { return asked.whole(program_.people, "no such person"); }
  Fluent fluent(Asked& asked) { return asked.whole(program_.start.size(), "no such fluent"); }
  NodeId node(Asked& asked) { return asked.whole(program_.expressions.size(), "no such node"); }
  Code value(Asked& asked);
  Figure shown(Code code) const;
  std::uint32_t after(const Moment& before, EventId event);
  std::uint32_t started(Asked& asked);
  std::uint32_t altered(const Moment& before, Asked& asked);
  void stages(const Moment& before, EventId event, Figures& found);
  NodeId added(Asked& asked);
  // The state in which a node is read: where nothing else reads the clock, with the clock put right.
  StateId reading(const Moment& moment, NodeId node);
  void explained_events(Asked& asked, Figures& found);
  void reason(Asked& asked, Figures& found);
  void tell(Asked& asked, Figures& found);
  void space(Asked& asked, Figures& found);

  std::optional<Ground> ground_;  // kept where helpers need programs of their own
  std::uint32_t threads_;
  Program program_;
  Wills wills_;
  std::optional<Crew> crew_;
  Cancel cancel_;
  Progress progress_;
  std::vector<Moment> met_;
  Memo numbers_;
  std::vector<std::vector<std::uint32_t>> tables_;
};

}  // namespace fabula
