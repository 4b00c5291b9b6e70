// SPDX-License-Identifier: Apache-2.0
// A ground world as it stands in a file: numbers and flat arrays. docs/design/ground-format.md says what they mean.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "values.hpp"

namespace fabula {

using Person = std::uint32_t;
using Fluent = std::uint32_t;
using EventId = std::uint32_t;
using LawId = std::uint32_t;
using NodeId = std::uint32_t;

inline constexpr std::uint32_t kNothing = 0xFFFFFFFFU;  // no node, no person, no event

enum class Kind : std::uint8_t { kYesNo, kNumber, kThing };
enum class Sign : std::uint8_t { kValue, kRead, kBelieves, kDoubts, kAll, kSome, kComparison, kCalculation, kIf };

// One expression. `first` is a fluent (read), a person (believes, doubts) or a value's code; the nodes that it is made
// of are `parts`, which stand before it.
struct Node {
  Sign sign = Sign::kValue;
  Operation operation = Operation::kEqual;
  std::uint32_t first = 0;
  std::vector<NodeId> parts;
};

struct GroundEffect {
  std::vector<Person> path;
  Fluent fluent = 0;
  NodeId value = 0;
  NodeId guard = kNothing;
  bool increase = false;
};

struct GroundEvent {
  NodeId condition = 0;
  std::uint32_t takes = 0;
  std::vector<Person> willing;
  std::vector<std::pair<Person, NodeId>> impulses;
  std::vector<NodeId> observers;
  std::vector<GroundEffect> effects;
};

struct GroundLaw {
  NodeId condition = 0;
  bool changes_facts = false;
  std::vector<GroundEffect> effects;
};

struct Belief {
  std::vector<Person> path;
  Fluent fluent = 0;
  Code value = kUnknown;
};

struct Ground {
  std::uint32_t people = 0;
  std::uint32_t things = 0;
  Fluent clock = kNothing;
  EventId wait = kNothing;
  Numbers numbers{0};
  std::vector<Kind> kinds;
  std::vector<Code> start;
  std::vector<Node> nodes;
  std::vector<Belief> beliefs;
  std::vector<GroundEvent> events;
  std::vector<GroundLaw> laws;
  std::vector<GroundLaw> moments;
  std::vector<NodeId> utilities;
  NodeId author = 0;
  std::vector<NodeId> endings;
};

// Why a file is not a ground world; lines count from 1.
struct GroundProblem {
  std::size_t line = 0;
  std::string reason;
};

}  // namespace fabula
