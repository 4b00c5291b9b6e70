// SPDX-License-Identifier: Apache-2.0
// Runs a ground file without Python: reads commands from the standard input and answers each with lines of text, the last
// of them `.`, so that any program can ask. States are numbered as they are met.
//
//   replay FILE [--depth N] [--minds N] [--states N] [--memory MIB] [--relevance N]
//
//   start                             state N
//   possible S                        events E...
//   after S E                         state N
//   believed S P                      state N
//   values S DEPTH                    values V... and, for each person, the same in brackets to that depth
//   utility S P                       utility X       (P `author`: the author's)
//   explained S E IMAGINE MINDS       yes, no
//   reason S E P IMAGINE MINDS        impulse, plan E..., none
//   stories LENGTH IMAGINE MINDS      story E...      (every sequence of explained events, shorter first)
//   tell ENDING LENGTH IMAGINE MINDS [COUNT]          told, impossible, gave-up LIMIT; story E...
//   raise X LENGTH IMAGINE MINDS [COUNT]              the same, to at least so much author's utility
//   survey LENGTH IMAGINE MINDS       for each number of events, how many states and steps there are within it
//   statistics                        NAME FIGURE
//
// What cannot be answered is `error ...`.
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>
#include <sstream>
#include <string>

#include "../core/depth.hpp"
#include "../core/ground_reader.hpp"
#include "../core/survey.hpp"
#include "../core/teller.hpp"

namespace fabula {

namespace {

struct Misused {
  std::string reason;
};

std::string shown(double number) {
  char text[64];
  const auto [end, error] = std::to_chars(text, text + sizeof text, number);
  return error == std::errc() ? std::string(text, end) : "?";
}

class Replay {
 public:
  Replay(Program& program, Wills& wills) : program_(program), wills_(wills) {}

  void answer(const std::string& line);

 private:
  // A state, and the moments that have passed where states keep no clock since nothing reads it.
  struct Moment {
    StateId state;
    std::uint64_t moments;
  };

  std::uint64_t number(std::istringstream& words, std::uint64_t limit);
  Moment moment(std::istringstream& words) { return met_[number(words, met_.size())]; }
  EventId event(std::istringstream& words) { return static_cast<EventId>(number(words, program_.events.size())); }
  std::uint32_t small(std::istringstream& words) { return static_cast<std::uint32_t>(number(words, 1'000)); }
  StoryLimits limits(std::istringstream& words);
  void meet(const Moment& moment);
  Moment later(const Moment& moment, EventId event);
  std::string value(Code code) const;
  std::string values(const Moment& moment, std::uint64_t depth);
  void reason(std::istringstream& words);
  void stories(const StoryLimits& limits);
  void tell(const Goal& goal, const StoryLimits& limits);
  void survey(const StoryLimits& limits);
  void statistics();
  void asked(const std::string& command, std::istringstream& words);
  void show(const char* title, const std::vector<EventId>& events);

  Program& program_;
  Wills& wills_;
  std::vector<Moment> met_;
};

std::uint64_t Replay::number(std::istringstream& words, std::uint64_t limit) {
  std::string word;
  std::uint64_t found = 0;
  words >> word;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), found);
  if (word.empty() || end != word.data() + word.size() || error != std::errc()) throw Misused{"a number is missing"};
  if (found >= limit) throw Misused{"the number is too large"};
  return found;
}

StoryLimits Replay::limits(std::istringstream& words) {
  StoryLimits found{small(words), small(words), small(words), 1};
  if (words >> std::ws; !words.eof()) found.count = static_cast<std::uint32_t>(number(words, 1'000'000'000));
  return found;
}

void Replay::meet(const Moment& moment) {
  std::cout << "state " << met_.size() << '\n';
  met_.push_back(moment);
}

Replay::Moment Replay::later(const Moment& moment, EventId event) {
  const std::uint64_t passed = program_.timeless ? wills_.moments(event) : 0;
  return {wills_.after(moment.state, event), moment.moments + passed};
}

std::string Replay::value(Code code) const {
  static constexpr const char* kWords[] = {"unknown", "none", "no", "yes"};
  if (code < kFirstThing) return kWords[code];
  if (program_.numbers.is_number(code)) return shown(program_.numbers.number(code));
  return "@" + std::to_string(code - kFirstThing);
}

std::string Replay::values(const Moment& moment, std::uint64_t depth) {
  std::string found;
  for (Fluent fluent = 0; fluent < program_.start.size(); ++fluent) {
    Code code = wills_.states().values(moment.state)[fluent];
    if (fluent == program_.clock)
      code = program_.expressions.increased(code, Value::of(static_cast<double>(moment.moments)));
    found += (fluent == 0 ? "" : " ") + value(code);
  }
  for (Person person = 0; depth > 0 && person < program_.people; ++person)
    found += " [" + values({wills_.states().mind(moment.state, person), moment.moments}, depth - 1) + "]";
  return found;
}

void Replay::show(const char* title, const std::vector<EventId>& events) {
  std::cout << title;
  for (const EventId event : events) std::cout << ' ' << event;
  std::cout << '\n';
}

void Replay::reason(std::istringstream& words) {
  const Moment now = moment(words);
  const EventId what = event(words);
  const auto who = static_cast<Person>(number(words, program_.people));
  const std::uint32_t imagine = small(words), minds = small(words);
  const StateId mind = wills_.states().mind(now.state, who);
  if (wills_.impelled(mind, what, who)) {
    std::cout << "impulse\n";
    return;
  }
  const Plan* plan = wills_.plan(mind, what, who, imagine, minds);
  if (plan == nullptr) std::cout << "none\n";
  else show("plan", *plan);
}

void Replay::stories(const StoryLimits& limits) {
  std::vector<std::pair<Story, StateId>> layer{{{}, wills_.start()}};
  for (std::uint32_t length = 0; length < limits.length; ++length) {
    std::vector<std::pair<Story, StateId>> following;
    for (const auto& [story, state] : layer)
      for (const EventId event : wills_.events(state)) {
        if (!wills_.explained(state, event, limits.imagine, limits.minds)) continue;
        following.emplace_back(story, wills_.after(state, event));
        following.back().first.push_back(event);
        show("story", following.back().first);
      }
    layer = std::move(following);
  }
}

void Replay::tell(const Goal& goal, const StoryLimits& limits) {
  static constexpr const char* kOutcomes[] = {"told", "impossible", "gave-up"};
  static constexpr const char* kLimits[] = {"", " states", " memory", " interrupted"};
  const Found found = Teller(wills_, goal, limits).found();
  std::cout << kOutcomes[static_cast<int>(found.outcome)] << kLimits[static_cast<int>(found.limit)] << '\n';
  for (const Story& story : found.stories) show("story", story);
}

void Replay::survey(const StoryLimits& limits) {
  Survey survey(wills_, wills_.start(), limits);
  while (survey.extend())
    std::cout << "length " << survey.complete() << " states " << survey.places().size() << " steps "
              << survey.edges().size() << std::endl;
}

void Replay::statistics() {
  std::cout << "states " << wills_.states().size() << "\nvaluations " << wills_.states().valuations().size()
            << "\nwills " << wills_.counters.wills << "\nimagined " << wills_.counters.imagined << "\nplans "
            << wills_.counters.plans << "\nbytes " << wills_.bytes_kept() << '\n';
}

void Replay::asked(const std::string& command, std::istringstream& words) {
  if (command == "start") {
    meet({wills_.start(), 0});
  } else if (command == "possible") {
    show("events", wills_.events(moment(words).state));
  } else if (command == "after") {
    const Moment now = moment(words);
    meet(later(now, event(words)));
  } else if (command == "believed") {
    const Moment now = moment(words);
    meet({wills_.states().mind(now.state, static_cast<Person>(number(words, program_.people))), now.moments});
  } else if (command == "values") {
    const Moment now = moment(words);
    std::cout << "values " << values(now, number(words, 10)) << '\n';
  } else if (command == "utility") {
    const Moment now = moment(words);
    std::string who;
    words >> who;
    std::istringstream again(who);
    const Person person = who == "author" ? kNothing : static_cast<Person>(number(again, program_.people));
    const double found = wills_.utility(now.state, person);  // may be an error: nothing is said before it is known
    std::cout << "utility " << shown(found) << '\n';
  } else if (command == "explained") {
    const Moment now = moment(words);
    const EventId what = event(words);
    const std::uint32_t imagine = small(words), minds = small(words);
    std::cout << (wills_.explained(now.state, what, imagine, minds) ? "yes\n" : "no\n");
  } else if (command == "reason") {
    reason(words);
  } else if (command == "stories") {
    stories(limits(words));
  } else if (command == "tell") {
    const NodeId ending = program_.endings.empty() ? throw Misused{"there is no ending"}
                                                    : program_.endings[number(words, program_.endings.size())];
    tell({ending, {}, kNothing}, limits(words));
  } else if (command == "raise") {
    double goal = 0;
    if (!(words >> goal)) throw Misused{"a number is missing"};
    tell({kNothing, goal, kNothing}, limits(words));
  } else if (command == "survey") {
    survey(limits(words));
  } else if (command == "statistics") {
    statistics();
  } else {
    throw Misused{"unknown command"};
  }
}

void Replay::answer(const std::string& line) {
  std::istringstream words(line);
  std::string command;
  words >> command;
  try {
    asked(command, words);
  } catch (const Misused& misused) {
    std::cout << "error usage: " << misused.reason << '\n';
  } catch (const DivisionByZero& division) {
    std::cout << "error division " << division.node << '\n';
  } catch (const RestlessLaws& restless) {
    std::cout << "error";
    show(" restless", restless.laws);
  } catch (const Stopped&) {
    std::cout << "error stopped\n";
  } catch (const std::bad_alloc&) {
    std::cout << "error memory\n";
  }
  std::cout << '.' << std::endl;
}

int run(int count, char** arguments) {
  std::uint32_t depth = 0, minds = 2;
  Bounds bounds;
  for (int i = 2; i + 1 < count; i += 2) {
    const auto value = std::strtoull(arguments[i + 1], nullptr, 10);
    if (std::strcmp(arguments[i], "--depth") == 0) depth = static_cast<std::uint32_t>(std::min(value, 100ULL));
    else if (std::strcmp(arguments[i], "--minds") == 0) minds = static_cast<std::uint32_t>(std::min(value, 50ULL));
    else if (std::strcmp(arguments[i], "--states") == 0) bounds.states = value;
    else if (std::strcmp(arguments[i], "--relevance") == 0) bounds.relevance = value;
    else if (std::strcmp(arguments[i], "--memory") == 0) bounds.bytes = value << 20;
    else count = 0;
  }
  if (count < 2 || count % 2 != 0) {
    std::fputs("usage: replay FILE [--depth N] [--minds N] [--states N] [--memory MIB] [--relevance N]\n", stderr);
    return 2;
  }
  std::ifstream file(arguments[1], std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "error: cannot open %s\n", arguments[1]);
    return 2;
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto read = read_ground(text);
  if (const auto* problem = std::get_if<GroundProblem>(&read)) {
    std::fprintf(stderr, "error: %s:%zu: %s\n", arguments[1], problem->line, problem->reason.c_str());
    return 2;
  }
  Program program(std::get<Ground>(std::move(read)));
  Wills wills(program, depth == 0 ? depth_needed(program, minds) : depth);
  wills.bounds = bounds;
  Replay replay(program, wills);
  for (std::string line; std::getline(std::cin, line);) replay.answer(line);
  return 0;
}

}  // namespace

}  // namespace fabula

int main(int count, char** arguments) {
  std::ios::sync_with_stdio(false);
  try {
    return fabula::run(count, arguments);
  } catch (const fabula::Stopped&) {
    std::fputs("error: the world is too large\n", stderr);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "error: %s\n", problem.what());
  }
  return 2;
}
