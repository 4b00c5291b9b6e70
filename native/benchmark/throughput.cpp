// SPDX-License-Identifier: Apache-2.0
// How many steps a second. From the start of a ground world every event is let happen in every state, states in the order in
// which they are found (`wide`), or one event after another is chosen at random (`far`); no step is taken twice, so every
// one is worked out. Beside it stands the ceiling: a valuation copied, changed in one fact and looked up, and nothing else.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "depth.hpp"
#include "ground_reader.hpp"
#include "laws.hpp"

namespace fabula {

namespace {

constexpr std::size_t kBatch = 256;          // so many states are listed before their steps are taken, to time both
constexpr std::uint32_t kLongestWalk = 100;  // then a walk begins again from a state met before

struct Settings {
  std::uint64_t steps = 2'000'000;
  std::uint32_t minds = 2;
  bool far = false;
  bool ceiling = true;
};

struct Tally {
  std::uint64_t steps = 0;
  std::uint64_t new_states = 0;
  double listing = 0;   // seconds of processor time
  double stepping = 0;
};

double now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::uint64_t drawn(std::uint64_t& seed) {
  seed += 0x9E3779B97F4A7C15ULL;
  return mixed(seed);
}

// Every state as it is found, each with all its events.
Tally wide(Laws& laws, StateId start, const Settings& settings) {
  Tally found;
  std::vector<StateId> queue{start};
  std::vector<std::uint8_t> met(start + 1, 0);
  met[start] = 1;
  std::vector<std::pair<StateId, std::span<const EventId>>> batch;
  for (std::size_t next = 0; next < queue.size() && found.steps < settings.steps;) {
    const double begin = now();
    batch.clear();
    for (; next < queue.size() && batch.size() < kBatch; ++next) batch.emplace_back(queue[next], laws.events(queue[next]));
    const double listed = now();
    for (const auto& [state, events] : batch)
      for (const EventId event : events) {
        const StateId later = laws.after(state, event);
        ++found.steps;
        if (met.size() <= later) met.resize(std::max<std::size_t>(later + 1, met.size() * 2), 0);
        if (met[later] != 0) continue;
        met[later] = 1;
        ++found.new_states;
        queue.push_back(later);
      }
    found.listing += listed - begin;
    found.stepping += now() - listed;
  }
  return found;
}

// One event after another, so that no two steps have much to do with each other.
Tally far(Laws& laws, StateId start, const Settings& settings) {
  Tally found;
  std::vector<StateId> met{start};
  std::vector<std::uint8_t> known;
  StateId state = start;
  std::uint64_t seed = 1;
  std::uint64_t limit = settings.steps * 4;  // in a small world there may be no more to do
  for (std::uint32_t length = 0; found.steps < settings.steps && limit > 0; --limit) {
    const double begin = now();
    const std::span<const EventId> events = laws.events(state);
    const double listed = now();
    if (length++ >= kLongestWalk || events.empty()) {
      state = met[drawn(seed) % met.size()];
      length = 0;
      continue;
    }
    const EventId event = events[drawn(seed) % events.size()];
    const std::size_t before = laws.steps_kept();
    state = laws.after(state, event);
    if (known.size() <= state) known.resize(std::max<std::size_t>(state + 1, known.size() * 2), 0);
    if (laws.steps_kept() != before) ++found.steps;
    if (known[state] == 0) {
      ++found.new_states;
      met.push_back(state);
    }
    known[state] = 1;
    found.listing += listed - begin;
    found.stepping += now() - listed;
  }
  return found;
}

// Valuations copied, changed in one fact and looked up; and the same with a state and a remembered step for each.
std::pair<double, double> ceiling(const Program& program, std::uint64_t steps) {
  double seconds[2] = {};
  for (const bool whole : {false, true}) {
    States states(program.people, program.start.size());
    Memo memo;
    ValuationId from = states.valuations().number(program.start);
    std::vector<StateId> minds(program.people, states.innermost_with(from));
    StateId state = states.with(from, minds.data());
    std::uint64_t seed = 1;
    const double begin = now();
    for (std::uint64_t step = 0; step < steps; ++step) {
      const std::uint64_t chance = drawn(seed);
      const Write write{kHere, static_cast<Fluent>(chance % program.start.size()), static_cast<Code>(chance >> 32 & 7)};
      from = states.valuations().with(from, &write, 1);
      if (!whole) continue;
      memo.keep(step << 32 | state, from);
      state = states.revalued(state, from);
    }
    seconds[whole ? 1 : 0] = now() - begin;
  }
  return {static_cast<double>(steps) / seconds[0] / 1e6, static_cast<double>(steps) / seconds[1] / 1e6};
}

void report(Laws& laws, const Tally& tally) {
  const double seconds = tally.listing + tally.stepping;
  const auto million = [](double count) { return count / 1e6; };
  const auto steps = static_cast<double>(tally.steps);
  std::printf("steps            %llu\n", static_cast<unsigned long long>(tally.steps));
  std::printf("million a second %.3f (all of it %.3f)\n", million(steps / tally.stepping), million(steps / seconds));
  std::printf("at every depth   %.3f million steps a second\n",
              million(static_cast<double>(laws.steps_kept()) / tally.stepping));
  std::printf("led to new       %.1f %%\n", 100 * static_cast<double>(tally.new_states) / steps);
  std::printf("listing events   %.1f %% of the time\n", 100 * tally.listing / seconds);
  const auto states = static_cast<double>(laws.states().size());
  std::printf("states %.0f, valuations %u, bytes a state %.0f, of which\n", states, laws.states().valuations().size(),
              static_cast<double>(laws.bytes_kept()) / states);
  for (const Share& share : laws.shares())
    if (share.bytes * 200 > laws.bytes_kept())
      std::printf("  %-20s %6.1f  (%zu kept, %.0f bytes each)\n", share.name, static_cast<double>(share.bytes) / states,
                  share.count, share.count == 0 ? 0.0 : static_cast<double>(share.bytes) / static_cast<double>(share.count));
}

int run(int count, char** arguments) {
  Settings settings;
  for (int i = 2; i + 1 < count; i += 2) {
    const auto value = std::strtoull(arguments[i + 1], nullptr, 10);
    if (std::strcmp(arguments[i], "--steps") == 0) settings.steps = value;
    else if (std::strcmp(arguments[i], "--minds") == 0) settings.minds = static_cast<std::uint32_t>(value);
    else if (std::strcmp(arguments[i], "--far") == 0) settings.far = value != 0;
    else if (std::strcmp(arguments[i], "--ceiling") == 0) settings.ceiling = value != 0;
    else count = 0;
  }
  if (count < 2 || count % 2 != 0) {
    std::fputs("usage: throughput FILE [--steps N] [--minds N] [--far 1] [--ceiling 0]\n", stderr);
    return 2;
  }
  std::ifstream file(arguments[1], std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto read = read_ground(text);
  if (std::holds_alternative<GroundProblem>(read)) {
    std::fprintf(stderr, "error: %s is no ground file\n", arguments[1]);
    return 2;
  }
  Program program(std::get<Ground>(std::move(read)));
  Laws laws(program, depth_needed(program, settings.minds));
  const StateId start = laws.start();
  std::printf("%zu facts, %u people, %zu events, %zu laws, minds kept %u deep\n", program.start.size(), program.people,
              program.events.size(), program.laws.size() + program.moments.size(), depth_needed(program, settings.minds));
  report(laws, settings.far ? far(laws, start, settings) : wide(laws, start, settings));
  if (!settings.ceiling) return 0;
  const auto [bare, whole] = ceiling(program, settings.steps);
  std::printf("ceiling          %.3f million valuations copied and looked up a second, %.3f with a state and a memo\n", bare,
              whole);
  return 0;
}

}  // namespace

}  // namespace fabula

int main(int count, char** arguments) { return fabula::run(count, arguments); }
