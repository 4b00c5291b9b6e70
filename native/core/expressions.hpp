// SPDX-License-Identifier: Apache-2.0
// Expressions, compiled. A condition is a graph of tests with two ways out of each, so it is decided by following jumps: no
// stack, no recursion, and no part is looked at that the answer does not hang on. "p does not believe" is the same test
// with its ways out exchanged. Calculations push values on a small stack.
#pragma once

#include <cstdint>
#include <vector>

#include "ground.hpp"
#include "paths.hpp"
#include "states.hpp"

namespace fabula {

using Address = std::uint32_t;
inline constexpr Address kFalse = 0;  // a condition that never holds
inline constexpr Address kTrue = 1;   // a condition that always does

struct FactRead {
  PathId path;
  Fluent fluent;
};

class Expressions {
 public:
  Expressions(std::vector<Node> nodes, Numbers& numbers, Paths& paths);

  // Where the compiled condition, or the compiled value, of a node begins.
  Address condition(NodeId node);
  Address value(NodeId node);

  bool holds(Address condition, const States& states, StateId state) const {
    if (condition <= kTrue) return condition == kTrue;
    return holds(condition, states, state, states.values(state));
  }
  // The same for a condition that reads facts alone.
  bool holds(Address condition, const States& states, const Slot* values) const {
    return holds(condition, states, kNothing, values);
  }
  // `values`: those of the state.
  bool holds(Address condition, const States& states, StateId state, const Slot* values) const {
    while (condition > kTrue) {
      const Instruction& test = code_[condition];
      // Most tests compare a fact with a value, or two facts.
      if (test.path != kHere || test.other_path != kHere) return run(condition, states, state, values).code == kYes;
      if (test.step == Step::kEqual) condition = values[test.first] == test.second ? test.yes : test.no;
      else if (test.step == Step::kSame) condition = values[test.first] == values[test.second] ? test.yes : test.no;
      else return run(condition, states, state, values).code == kYes;
    }
    return condition == kTrue;
  }
  Value value_at(Address value, const States& states, StateId state) const {
    return run(value, states, state, states.values(state));
  }
  Code code(const Value& value) { return value.is_number ? numbers_.code(value.number) : value.code; }
  // The sum, unknown if a side is.
  Code increased(Code before, const Value& by);

  // One more node, made of nodes that are there.
  NodeId added(Node node) {
    nodes_.push_back(std::move(node));
    return static_cast<NodeId>(nodes_.size() - 1);
  }
  const Node& node(NodeId node) const { return nodes_[node]; }
  std::size_t size() const { return nodes_.size(); }
  bool reads_minds(NodeId node);
  // Whether anything is divided in it: then it may be an error of the world, but only if it is come to.
  bool divides(NodeId node);
  // The contrary of a condition, with the negation pushed down to its comparisons.
  NodeId negated(NodeId node);
  // The fluents that an expression reads, in the order of the text, each with the minds it reads it in.
  void reads(NodeId node, PathId path, std::vector<FactRead>& found);
  // The value of the node if it is a constant.
  const Code* constant(NodeId node) const {
    return nodes_[node].sign == Sign::kValue ? &nodes_[node].first : nullptr;
  }
  Paths& paths() { return paths_; }
  Numbers& numbers() { return numbers_; }

 private:
  enum class Step : std::uint8_t { kEnd, kEqual, kSame, kCompare, kIsYes, kPush, kPushFact, kCalculate, kJump };
  struct Instruction {
    Step step = Step::kEnd;
    Operation operation = Operation::kEqual;
    PathId path = kHere;
    PathId other_path = kHere;
    std::uint32_t first = 0;   // a fluent, a code, a node
    std::uint32_t second = 0;  // a code, a fluent
    Address yes = 0;           // where it goes on; for a test, if it holds
    Address no = 0;
  };

  Value run(Address address, const States& states, StateId state, const Slot* values) const;
  void calculate(const Instruction& step, std::vector<Value>& stack) const;
  Address emitted(const Instruction& instruction);
  Address compiled_condition(NodeId node, PathId path, Address yes, Address no);
  Address compiled_comparison(const Node& node, PathId path, Address yes, Address no);
  Address compiled_value(NodeId node, PathId path, Address next);
  // A fluent read, be it as somebody believes it.
  bool bare(NodeId node, PathId path, FactRead& found);

  std::vector<Node> nodes_;
  Numbers& numbers_;
  Paths& paths_;
  std::vector<Instruction> code_;
  std::vector<Address> conditions_;
  std::vector<Address> values_;
  std::vector<std::uint8_t> reads_minds_;
  std::vector<std::uint8_t> divides_;
  std::vector<NodeId> negated_;
};

}  // namespace fabula
