// SPDX-License-Identifier: Apache-2.0
#include "judged.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <optional>

#include "ground_reader.hpp"
#include "survey.hpp"
#include "teller.hpp"

namespace fabula::fuzz {

namespace {

constexpr std::uint64_t kStates = 1'500;             // so many are kept, so that no world takes long
constexpr std::size_t kBytes = std::size_t{8} << 20;
constexpr std::size_t kSlack = std::size_t{8} << 20; // memory is added up only now and then

void must(bool holds, const char* what, const std::string& text) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s, in the world\n%s", what, text.c_str());
  std::abort();
}

// Everything that one world is asked.
struct Questions {
  std::vector<std::uint32_t> walk;  // which of the possible events happens, each modulo their number
  StoryLimits limits;
  std::optional<double> raises;
};

// One engine of its own on the text.
class Run {
 public:
  // `relevance`: from how many imagined states on it is asked which events count.
  Run(const std::string& text, const Questions& questions, std::uint64_t relevance)
      : text_(text),
        questions_(questions),
        program_(std::get<Ground>(read_ground(text))),
        wills_(program_, std::max(3U, questions.limits.minds + 1 + program_.deepest + (program_.minds_move_facts ? 1 : 0))) {
    wills_.bounds.relevance = relevance;
    bound(kStates, kBytes);
  }

  // What is so along the walk, and who would do what, as a text.
  std::string walked();
  // The stories, judged, as a text.
  std::string told();
  bool stopped() const { return stopped_; }

 private:
  void bound(std::uint64_t states, std::uint64_t bytes) {
    wills_.bounds.states = states;
    wills_.bounds.bytes = bytes;
  }
  void look(StateId state, std::uint32_t depth, std::string& found);
  void willing(StateId state, EventId event, std::string& found);
  void judge_plan(StateId mind, EventId event, Person person, const Plan& plan);
  void judge_story(const Story& story);
  void judge_shortest(const Found& found);
  void judge_memory() { must(wills_.bytes_kept() <= kBytes + kSlack, "the memory that may be used", text_); }
  bool reached(StateId state);

  const std::string& text_;
  const Questions& questions_;
  Program program_;
  Wills wills_;
  bool stopped_ = false;
};

void Run::look(StateId state, std::uint32_t depth, std::string& found) {
  for (Fluent fluent = 0; fluent < program_.start.size(); ++fluent) {
    const Code code = wills_.states().values(state)[fluent];
    // Numbers have their codes in the order in which they turn up; said as they are, they are the same in every run.
    const bool number = program_.numbers.is_number(code);
    found += ' ' + (number ? std::to_string(program_.numbers.number(code)) : "@" + std::to_string(code));
  }
  for (Person person = 0; depth > 0 && person < program_.people; ++person) {
    found += " [";
    look(wills_.states().mind(state, person), depth - 1, found);
    found += " ]";
  }
}

void Run::judge_plan(StateId mind, EventId event, Person person, const Plan& plan) {
  const StoryLimits& limits = questions_.limits;
  const std::uint32_t most = limits.minds > 0 ? std::max(1U, limits.imagine) : 1;
  must(!plan.empty() && plan.size() <= most && plan[0] == event, "a plan begins with the event", text_);
  StateId state = mind;
  std::uint32_t moments = 0;
  for (const EventId step : plan) {
    must(wills_.possible(state, step), "a plan can happen", text_);
    moments += wills_.moments(step);
    state = wills_.after(state, step);
  }
  must(wills_.utility(state, person) > wills_.utility(wills_.idle(mind, moments), person), "a plan gains", text_);
}

void Run::willing(StateId state, EventId event, std::string& found) {
  const StoryLimits& limits = questions_.limits;
  bool all = true;
  for (const Person person : program_.events[event].willing) {
    const StateId mind = wills_.states().mind(state, person);
    const bool impelled = wills_.impelled(mind, event, person);
    const Plan* plan = wills_.plan(mind, event, person, limits.imagine, limits.minds);
    found += impelled ? " impulse" : plan == nullptr ? " none" : " plan " + std::to_string(plan->size());
    if (plan != nullptr) judge_plan(mind, event, person, *plan);
    all = all && (impelled || plan != nullptr);
  }
  const bool explained = wills_.explained(state, event, limits.imagine, limits.minds);
  must(explained == all, "who would do the event do it", text_);
}

std::string Run::walked() {
  std::string found;
  try {
    StateId state = wills_.start();
    look(state, 2, found);
    for (const std::uint32_t choice : questions_.walk) {
      const std::vector<EventId> possible = wills_.events(state);
      for (const EventId event : possible) {
        must(wills_.possible(state, event), "what is possible is", text_);
        found += " event " + std::to_string(event);
        willing(state, event, found);
      }
      if (possible.empty()) break;
      const EventId happens = possible[choice % possible.size()];
      const StateId later = wills_.after(state, happens);
      must(wills_.stages(state, happens).back().state == later, "the last stage is where it ends", text_);
      state = later;
      look(state, 2, found);
    }
  } catch (const DivisionByZero&) {
    stopped_ = true;  // what goes wrong where one need not look, another run may not see
  } catch (const RestlessLaws& restless) {
    must(!restless.laws.empty(), "restless laws are named", text_);
    stopped_ = true;
  } catch (const Stopped&) {
    stopped_ = true;
  }
  judge_memory();
  return found;
}

bool Run::reached(StateId state) {
  const bool raised = !questions_.raises || wills_.utility(state, kNothing) >= *questions_.raises;
  return raised && wills_.holds(program_.expressions.condition(program_.endings[0]), state);
}

void Run::judge_story(const Story& story) {
  must(story.size() <= questions_.limits.length, "a story is no longer than asked for", text_);
  StateId state = wills_.start();
  for (const EventId event : story) {
    must(wills_.possible(state, event), "a story can happen", text_);
    must(wills_.explained(state, event, questions_.limits.imagine, questions_.limits.minds), "a story is in character", text_);
    state = wills_.after(state, event);
  }
  must(reached(state), "a story reaches its goal", text_);
}

// The space of stories, looked at without any bound, has the goal just as near as the story told.
void Run::judge_shortest(const Found& found) {
  Survey survey(wills_, wills_.start(), questions_.limits);
  while (survey.extend()) continue;
  const auto& places = survey.places();
  const auto first = std::find_if(places.begin(), places.end(), [&](StateId state) { return reached(state); });
  must((first == places.end()) == found.stories.empty(), "a story is told if there is one", text_);
  if (first == places.end()) return;
  const auto place = static_cast<std::uint32_t>(first - places.begin());
  const auto& layers = survey.layers();
  const auto layer = std::upper_bound(layers.begin(), layers.end(), place) - layers.begin() - 1;
  must(static_cast<std::size_t>(layer) == found.stories[0].size(), "no story is shorter than the one told", text_);
}

std::string Run::told() {
  std::string answer;
  try {
    const Found found = Teller(wills_, {program_.endings[0], questions_.raises}, questions_.limits).found();
    stopped_ = stopped_ || found.outcome == Outcome::kGaveUp;
    must((found.outcome == Outcome::kImpossible) <= found.stories.empty(), "what is impossible has no story", text_);
    for (const Story& story : found.stories) answer += " story " + std::to_string(story.size());
    must(found.stories.size() <= questions_.limits.count, "no more stories than asked for", text_);
    if (found.outcome != Outcome::kGaveUp && found.shortest) judge_shortest(found);
    bound(UINT64_MAX, UINT64_MAX);
    for (const Story& story : found.stories) judge_story(story);
    bound(kStates, kBytes);
  } catch (const DivisionByZero&) {
    stopped_ = true;
  } catch (const RestlessLaws&) {
    stopped_ = true;
  } catch (const Stopped&) {
    stopped_ = true;
  }
  judge_memory();
  return answer;
}

Questions questions_of(Bytes& bytes) {
  Questions found;
  found.limits = {bytes.below(4), bytes.below(4), bytes.below(3), bytes.chance(60) ? 3U : 1U};
  if (bytes.chance(40)) found.raises = bytes.below(3);
  found.walk.resize(bytes.below(5));
  for (std::uint32_t& choice : found.walk) choice = bytes.below(16);
  return found;
}

bool small(const Ground& ground) {
  const auto takes_long = [](const GroundEvent& event) { return event.takes > 8; };
  return ground.people <= 4 && ground.kinds.size() <= 30 && ground.events.size() <= 30 && ground.nodes.size() <= 300 &&
         ground.laws.size() + ground.moments.size() <= 30 && !ground.endings.empty() &&
         std::none_of(ground.events.begin(), ground.events.end(), takes_long);
}

}  // namespace

void judge_world(const std::string& text, Bytes& bytes) {
  const auto read = read_ground(text);
  if (const auto* problem = std::get_if<GroundProblem>(&read)) must(false, problem->reason.c_str(), text);
  const Questions questions = questions_of(bytes);
  // What is left out of plans since it cannot count must make no difference: the one never asks, the other always.
  Run first(text, questions, UINT64_MAX), second(text, questions, 0);
  const std::string first_walk = first.walked(), first_stories = first.told();
  const std::string stories = second.told(), walk = second.walked();
  if (first.stopped() || second.stopped()) return;
  must(first_walk == walk, "a walk is the same, whatever was told before", text);
  must(first_stories == stories, "stories are the same, whatever was walked before", text);
}

void judge_text(const std::string& text) {
  const auto read = read_ground(text);
  const auto* ground = std::get_if<Ground>(&read);
  if (ground == nullptr || !small(*ground)) return;
  const std::uint8_t choices[] = {3, 2, 1, 0, 0, 3, 5, 7, 11};
  Bytes bytes(choices, sizeof choices);
  try {
    judge_world(text, bytes);
  } catch (const Stopped&) {
    // A world that is too large to be made ready.
  }
}

}  // namespace fabula::fuzz
