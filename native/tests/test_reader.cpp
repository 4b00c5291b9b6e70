// SPDX-License-Identifier: Apache-2.0
#include "check.hpp"
#include "ground_reader.hpp"
#include "small_world.hpp"
#include "teller.hpp"

using namespace fabula;

namespace {

// Reads bytes and, if they are a world, runs it a little; whatever they are, nothing may break.
bool survives(const std::string& text) {
  auto read = read_ground(text);
  if (std::holds_alternative<GroundProblem>(read)) return std::get<GroundProblem>(read).line <= 200;
  try {
    Program program(std::get<Ground>(std::move(read)));
    Wills wills(program, 3);
    wills.bounds.states = 20'000;
    Teller(wills, {program.endings.empty() ? kNothing : program.endings[0], {}}, {4, 2, 1, 2}).found();
  } catch (const Stopped&) {
  } catch (const RestlessLaws&) {
  } catch (const DivisionByZero&) {
  }
  return true;
}

}  // namespace

TEST(the_small_world_is_read) {
  const auto read = read_ground(kSmallWorld);
  CHECK(std::holds_alternative<Ground>(read));
  const Ground& ground = std::get<Ground>(read);
  CHECK(ground.people == 2 && ground.events.size() == 3 && ground.nodes.size() == 15);
  CHECK(ground.start[2] == ground.nodes[6].first + 0 || ground.numbers.number(ground.start[2]) == 2.0);
}

TEST(the_line_and_the_reason) {
  const auto wrong = read_ground("fabula-ground 1\npeople two\n");
  const auto& problem = std::get<GroundProblem>(wrong);
  CHECK(problem.line == 2);
  CHECK(problem.reason == "a whole number was expected (count)");
}

TEST(names_are_passed_over_and_counted) {
  const std::string world = kSmallWorld.substr(0, kSmallWorld.size() - 4);
  const auto with_names = [&](int count) {
    std::string text = world + "names\n";
    for (int i = 0; i < count; ++i) text += "A name, \xC3\xA9\n";
    return read_ground(text + "end\n");
  };
  constexpr int kNames = 2 + 2 + 3 + 3 + 1 + 0 + 2;  // people, things, fluents, events, laws, laws of each moment, endings
  CHECK(std::holds_alternative<Ground>(with_names(kNames)));
  CHECK(std::holds_alternative<GroundProblem>(with_names(kNames - 1)));
  CHECK(std::holds_alternative<GroundProblem>(with_names(kNames + 1)));
}

TEST(nothing_sets_the_clock) {
  std::string text = kSmallWorld;
  text.replace(text.find("clock -"), 7, "clock 2");  // the coins, which event 1 changes
  text.replace(text.find("wait -"), 6, "wait 1");
  CHECK(std::get<GroundProblem>(read_ground(text)).reason == "nothing sets the clock");
}

TEST(every_beginning_is_refused) {
  for (std::size_t length = 0; length < kSmallWorld.size(); ++length)
    CHECK(std::holds_alternative<GroundProblem>(read_ground(kSmallWorld.substr(0, length))));
}

TEST(no_changed_byte_breaks_anything) {
  const std::string letters("09 -@x\n=+<b\0\xff", 13);
  for (std::size_t place = 0; place < kSmallWorld.size(); ++place)
    for (const char letter : letters) {
      std::string changed = kSmallWorld;
      changed[place] = letter;
      CHECK(survives(changed));
    }
}

TEST(no_line_left_out_or_doubled_breaks_anything) {
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = kSmallWorld.find('\n', begin)) != std::string::npos; begin = end + 1) {
    const std::string before = kSmallWorld.substr(0, begin), line = kSmallWorld.substr(begin, end + 1 - begin);
    CHECK(survives(before + kSmallWorld.substr(end + 1)));
    CHECK(survives(before + line + kSmallWorld.substr(begin)));
  }
}

TEST(what_is_nested_too_deeply_is_refused) {
  std::string text = "fabula-ground 1\npeople 0\nthings 0\nfluents 0\nclock -\nnodes 20000\nvalue yes\n";
  for (int i = 0; i + 1 < 20'000; ++i) text += "all 1 " + std::to_string(i) + "\n";
  const auto read = read_ground(text);
  CHECK(std::get<GroundProblem>(read).reason == "the expression is nested too deeply");
  text = "fabula-ground 1\npeople 0\nthings 0\nfluents 0\nclock -\nnodes 60\nvalue yes\n";
  for (int i = 0; i < 59; ++i) text += "all 2 " + std::to_string(i) + " " + std::to_string(i) + "\n";
  const auto doubled = read_ground(text);
  CHECK(std::get<GroundProblem>(doubled).reason == "the expression is too large");
}
