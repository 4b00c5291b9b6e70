// SPDX-License-Identifier: Apache-2.0
#include "expressions.hpp"

#include "trouble.hpp"

namespace fabula {

namespace {

constexpr Address kEnd = 2;  // a value is ready: the top of the stack
constexpr std::size_t kLongest = 20'000'000;

double calculated(Operation operation, double left, double right) {
  switch (operation) {
    case Operation::kPlus: return left + right;
    case Operation::kMinus: return left - right;
    case Operation::kTimes: return left * right;
    default: return left / right;
  }
}

}  // namespace

Expressions::Expressions(std::vector<Node> nodes, Numbers& numbers, Paths& paths)
    : nodes_(std::move(nodes)), numbers_(numbers), paths_(paths), code_(3) {
  // The first two addresses are answers, the third is `kEnd`.
}

Address Expressions::condition(NodeId node) {
  if (conditions_.size() <= node) conditions_.resize(nodes_.size(), kNothing);
  if (conditions_[node] == kNothing) {
    const Address found = compiled_condition(node, kHere, kTrue, kFalse);
    conditions_[node] = found;
  }
  return conditions_[node];
}

Address Expressions::value(NodeId node) {
  if (values_.size() <= node) values_.resize(nodes_.size(), kNothing);
  if (values_[node] == kNothing) {
    const Address found = compiled_value(node, kHere, kEnd);
    values_[node] = found;
  }
  return values_[node];
}

Value Expressions::run(Address address, const States& states, StateId state, const Slot* values) const {
  std::vector<Value> stack;  // asks for memory only if something is pushed
  for (;;) {
    if (address <= kTrue) return Value::of(address == kTrue ? kYes : kNo);
    const Instruction& step = code_[address];
    const auto read = [&](PathId path, Fluent fluent) -> Code {
      return path == kHere ? values[fluent] : states.values(states.at(state, path, paths_))[fluent];
    };
    switch (step.step) {
      case Step::kEnd: return stack.back();
      case Step::kEqual: address = read(step.path, step.first) == step.second ? step.yes : step.no; break;
      case Step::kSame:
        address = read(step.path, step.first) == read(step.other_path, step.second) ? step.yes : step.no;
        break;
      case Step::kCompare: {
        const Value right = stack.back();
        stack.pop_back();
        const Value left = stack.back();
        stack.pop_back();
        address = compared(step.operation, left, right) ? step.yes : step.no;
        break;
      }
      case Step::kIsYes: {
        const Value top = stack.back();
        stack.pop_back();
        address = !top.is_number && top.code == kYes ? step.yes : step.no;
        break;
      }
      case Step::kPushFact:
      case Step::kPush: {
        const Code code = step.step == Step::kPush ? step.first : read(step.path, step.first);
        stack.push_back(numbers_.is_number(code) ? Value::of(numbers_.number(code)) : Value::of(code));
        address = step.yes;
        break;
      }
      case Step::kCalculate:
        calculate(step, stack);
        address = step.yes;
        break;
      case Step::kJump: address = step.yes; break;
    }
  }
}

void Expressions::calculate(const Instruction& step, std::vector<Value>& stack) const {
  const Value right = stack.back();
  stack.pop_back();
  Value& left = stack.back();
  if (!left.counts() || !right.counts()) {
    left = Value::of(kUnknown);
    return;
  }
  if (step.operation == Operation::kOver && right.amount() == 0) throw DivisionByZero{step.first};
  const double result = calculated(step.operation, left.amount(), right.amount());
  left = result != result ? Value::of(kUnknown) : Value::of(result);
}

Code Expressions::increased(Code before, const Value& by) {
  const Value old = numbers_.is_number(before) ? Value::of(numbers_.number(before)) : Value::of(before);
  if (!old.counts() || !by.counts()) return kUnknown;
  const double sum = old.amount() + by.amount();
  return sum != sum ? kUnknown : numbers_.code(sum);
}

Address Expressions::emitted(const Instruction& instruction) {
  if (code_.size() >= kLongest) throw Stopped{Limit::kMemory};
  code_.push_back(instruction);
  return static_cast<Address>(code_.size() - 1);
}

Address Expressions::compiled_condition(NodeId number, PathId path, Address yes, Address no) {
  const Node node = nodes_[number];
  switch (node.sign) {
    case Sign::kValue: return node.first == kYes ? yes : no;
    case Sign::kRead: return emitted({Step::kEqual, Operation::kEqual, path, kHere, node.first, kYes, yes, no});
    case Sign::kBelieves: return compiled_condition(node.parts[0], paths_.extended(path, node.first), yes, no);
    case Sign::kDoubts: return compiled_condition(node.parts[0], paths_.extended(path, node.first), no, yes);
    case Sign::kAll:
      for (std::size_t i = node.parts.size(); i-- > 0;) yes = compiled_condition(node.parts[i], path, yes, no);
      return yes;
    case Sign::kSome:
      for (std::size_t i = node.parts.size(); i-- > 0;) no = compiled_condition(node.parts[i], path, yes, no);
      return no;
    case Sign::kComparison: return compiled_comparison(node, path, yes, no);
    case Sign::kCalculation: {
      // A number is not a truth; but it may divide by zero.
      const Address test = emitted({Step::kIsYes, Operation::kEqual, kHere, kHere, 0, 0, yes, no});
      return compiled_value(number, path, test);
    }
    case Sign::kIf: {
      const Address then = compiled_condition(node.parts[1], path, yes, no);
      const Address otherwise = compiled_condition(node.parts[2], path, yes, no);
      return compiled_condition(node.parts[0], path, then, otherwise);
    }
  }
  return no;
}

bool Expressions::bare(NodeId number, PathId path, FactRead& found) {
  while (nodes_[number].sign == Sign::kBelieves) {
    path = paths_.extended(path, nodes_[number].first);
    number = nodes_[number].parts[0];
  }
  found = {path, nodes_[number].first};
  return nodes_[number].sign == Sign::kRead;
}

Address Expressions::compiled_comparison(const Node& node, PathId path, Address yes, Address no) {
  FactRead left{}, right{};
  const bool equality = node.operation <= Operation::kDifferent;
  const bool left_bare = bare(node.parts[0], path, left), right_bare = bare(node.parts[1], path, right);
  const Code* left_value = constant(node.parts[0]);
  const Code* right_value = constant(node.parts[1]);
  if (equality && node.operation == Operation::kDifferent) std::swap(yes, no);
  if (equality && left_bare && right_value != nullptr)
    return emitted({Step::kEqual, Operation::kEqual, left.path, kHere, left.fluent, *right_value, yes, no});
  if (equality && right_bare && left_value != nullptr)
    return emitted({Step::kEqual, Operation::kEqual, right.path, kHere, right.fluent, *left_value, yes, no});
  if (equality && left_bare && right_bare)
    return emitted({Step::kSame, Operation::kEqual, left.path, right.path, left.fluent, right.fluent, yes, no});
  const Operation operation = equality ? Operation::kEqual : node.operation;
  const Address test = emitted({Step::kCompare, operation, kHere, kHere, 0, 0, yes, no});
  return compiled_value(node.parts[0], path, compiled_value(node.parts[1], path, test));
}

Address Expressions::compiled_value(NodeId number, PathId path, Address next) {
  const Node node = nodes_[number];
  switch (node.sign) {
    case Sign::kValue: return emitted({Step::kPush, Operation::kEqual, kHere, kHere, node.first, 0, next, 0});
    case Sign::kRead: return emitted({Step::kPushFact, Operation::kEqual, path, kHere, node.first, 0, next, 0});
    case Sign::kBelieves: return compiled_value(node.parts[0], paths_.extended(path, node.first), next);
    case Sign::kCalculation: {
      const Address step = emitted({Step::kCalculate, node.operation, kHere, kHere, number, 0, next, 0});
      return compiled_value(node.parts[0], path, compiled_value(node.parts[1], path, step));
    }
    case Sign::kIf: {
      const Address then = compiled_value(node.parts[1], path, next);
      const Address otherwise = compiled_value(node.parts[2], path, next);
      return compiled_condition(node.parts[0], path, then, otherwise);
    }
    default: {
      const Address yes = emitted({Step::kPush, Operation::kEqual, kHere, kHere, kYes, 0, next, 0});
      const Address no = emitted({Step::kPush, Operation::kEqual, kHere, kHere, kNo, 0, next, 0});
      return compiled_condition(number, path, yes, no);
    }
  }
}

bool Expressions::reads_minds(NodeId number) {
  while (reads_minds_.size() <= number) {
    const Node& node = nodes_[reads_minds_.size()];
    bool found = node.sign == Sign::kBelieves || node.sign == Sign::kDoubts;
    for (const NodeId part : node.parts) found = found || reads_minds_[part] != 0;
    reads_minds_.push_back(found ? 1 : 0);
  }
  return reads_minds_[number] != 0;
}

bool Expressions::divides(NodeId number) {
  while (divides_.size() <= number) {
    const Node& node = nodes_[divides_.size()];
    bool found = node.sign == Sign::kCalculation && node.operation == Operation::kOver;
    for (const NodeId part : node.parts) found = found || divides_[part] != 0;
    divides_.push_back(found ? 1 : 0);
  }
  return divides_[number] != 0;
}

NodeId Expressions::negated(NodeId number) {
  if (negated_.size() <= number) negated_.resize(nodes_.size(), kNothing);
  if (negated_[number] != kNothing) return negated_[number];
  static constexpr Operation kContrary[] = {Operation::kDifferent, Operation::kEqual, Operation::kAtLeast,
                                            Operation::kMore,      Operation::kAtMost, Operation::kLess};
  Node node = nodes_[number];
  switch (node.sign) {
    case Sign::kComparison: node.operation = kContrary[static_cast<std::size_t>(node.operation)]; break;
    case Sign::kAll:
    case Sign::kSome:
      node.sign = node.sign == Sign::kAll ? Sign::kSome : Sign::kAll;
      for (NodeId& part : node.parts) part = negated(part);
      break;
    case Sign::kBelieves: node.sign = Sign::kDoubts; break;
    case Sign::kDoubts: node.sign = Sign::kBelieves; break;
    case Sign::kIf:
      node.parts[1] = negated(node.parts[1]);
      node.parts[2] = negated(node.parts[2]);
      break;
    default:
      nodes_.push_back({Sign::kValue, Operation::kEqual, kNo, {}});
      node = {Sign::kComparison, Operation::kEqual, 0, {number, static_cast<NodeId>(nodes_.size() - 1)}};
  }
  nodes_.push_back(std::move(node));
  const NodeId found = static_cast<NodeId>(nodes_.size() - 1);
  if (negated_.size() <= number) negated_.resize(nodes_.size(), kNothing);
  return negated_[number] = found;
}

void Expressions::reads(NodeId number, PathId path, std::vector<FactRead>& found) {
  const Node& node = nodes_[number];
  if (node.sign == Sign::kRead) found.push_back({path, node.first});
  const bool mind = node.sign == Sign::kBelieves || node.sign == Sign::kDoubts;
  const PathId inner = mind ? paths_.extended(path, node.first) : path;
  for (const NodeId part : node.parts) reads(part, inner, found);
}

}  // namespace fabula
