// SPDX-License-Identifier: Apache-2.0
#include "random_world.hpp"

#include <map>
#include <vector>

namespace fabula::fuzz {

namespace {

using Number = std::uint32_t;  // of a node, a fluent, a person

enum class Sort : std::uint8_t { kYesNo, kNumber, kThing };

class Maker {
 public:
  explicit Maker(Bytes& bytes) : bytes_(bytes) {}

  std::string world();

 private:
  static constexpr std::uint32_t kDeepest = 2;  // how deep expressions are nested

  Number node(const std::string& text);
  Number constant(Sort sort) { return node("value " + value(sort)); }
  std::string value(Sort sort);
  std::string fluents();
  Number person() { return bytes_.below(people_); }
  Number fluent() { return bytes_.below(static_cast<std::uint32_t>(sorts_.size())); }
  Number condition(std::uint32_t depth);
  Number comparison(std::uint32_t depth);
  Number expression(Sort sort, std::uint32_t depth);
  Number number(std::uint32_t depth);
  std::string counted(std::vector<Number> numbers) const;
  std::vector<Number> path(std::uint32_t longest);
  std::string effect(bool in_minds, bool really);
  std::string event();
  std::string law(bool facts);
  std::string beliefs();

  Bytes& bytes_;
  Number people_ = 0;
  Number things_ = 0;
  std::vector<Sort> sorts_;
  Number settable_ = 0;  // how many fluents effects may set: all but the clock
  std::string nodes_;
  Number node_count_ = 0;
  std::map<std::string, Number> known_;
};

Number Maker::node(const std::string& text) {
  // Equal expressions are one node, except that each division has its own.
  if (const auto found = known_.find(text); found != known_.end()) return found->second;
  nodes_ += text + '\n';
  if (!text.starts_with('/')) known_.emplace(text, node_count_);
  return node_count_++;
}

std::string Maker::value(Sort sort) {
  static constexpr const char* kNumbers[] = {"0.0", "1.0", "2.0", "3.0", "-1.0", "0.5", "1e+300", "inf"};
  if (bytes_.chance(12)) return "unknown";
  if (sort == Sort::kYesNo) return bytes_.below(2) == 0 ? "yes" : "no";
  if (sort == Sort::kNumber) return kNumbers[bytes_.chance(20) ? bytes_.below(8) : bytes_.below(4)];
  const Number thing = bytes_.below(things_ + 1);
  return thing == things_ ? "none" : "@" + std::to_string(thing);
}

std::string Maker::counted(std::vector<Number> numbers) const {
  std::string found = std::to_string(numbers.size());
  for (const Number each : numbers) found += ' ' + std::to_string(each);
  return found;
}

std::vector<Number> Maker::path(std::uint32_t longest) {
  std::vector<Number> found(bytes_.below(longest + 1));
  for (Number& each : found) each = person();
  return found;
}

Number Maker::condition(std::uint32_t depth) {
  const std::uint32_t way = depth == 0 ? bytes_.below(4) : bytes_.below(10);
  if (way < 4) return comparison(depth);
  if (way < 6) {
    std::vector<Number> parts(bytes_.below(4));
    for (Number& each : parts) each = condition(depth - 1);
    return node((way == 4 ? "all " : "some ") + counted(parts));
  }
  if (way < 9) {
    const std::string who = std::to_string(person());
    return node((way == 8 ? "doubts " : "believes ") + who + ' ' + std::to_string(condition(depth - 1)));
  }
  const Number test = condition(depth - 1), then = condition(depth - 1), otherwise = condition(depth - 1);
  return node("if " + std::to_string(test) + ' ' + std::to_string(then) + ' ' + std::to_string(otherwise));
}

Number Maker::comparison(std::uint32_t depth) {
  static constexpr const char* kSigns[] = {"=", "!=", "<", "<=", ">", ">="};
  const Number what = fluent();
  const Sort sort = sorts_[what];
  const std::string sign = kSigns[bytes_.below(sort == Sort::kNumber ? 6 : 2)];
  const Number left = depth > 0 && bytes_.chance(60) ? expression(sort, depth) : node("read " + std::to_string(what));
  const Number right = bytes_.chance(60) ? expression(sort, depth) : constant(sort);
  return node(sign + ' ' + std::to_string(left) + ' ' + std::to_string(right));
}

Number Maker::expression(Sort sort, std::uint32_t depth) {
  const std::uint32_t way = depth == 0 ? bytes_.below(2) : bytes_.below(6);
  if (way == 2) return node("believes " + std::to_string(person()) + ' ' + std::to_string(expression(sort, depth - 1)));
  if (way == 3) {
    const Number test = condition(depth - 1), then = expression(sort, depth - 1), otherwise = expression(sort, depth - 1);
    return node("if " + std::to_string(test) + ' ' + std::to_string(then) + ' ' + std::to_string(otherwise));
  }
  if (way == 4 && sort == Sort::kNumber) return number(depth);
  if (way == 5 && sort == Sort::kYesNo) return condition(depth - 1);
  const Number what = fluent();
  return way != 0 && sorts_[what] == sort ? node("read " + std::to_string(what)) : constant(sort);
}

Number Maker::number(std::uint32_t depth) {
  static constexpr const char* kSigns[] = {"+", "-", "*", "/"};
  const std::string sign = kSigns[bytes_.below(4)];
  const Number left = expression(Sort::kNumber, depth - 1), right = expression(Sort::kNumber, depth - 1);
  return node(sign + ' ' + std::to_string(left) + ' ' + std::to_string(right));
}

std::string Maker::fluents() {
  static constexpr const char* kKinds[] = {"yes/no", "number", "thing"};
  std::string found;
  for (Number count = bytes_.between(1, 4); count > 0; --count) {
    const auto sort = static_cast<Sort>(bytes_.below(things_ == 0 ? 2 : 3));
    sorts_.push_back(sort);
    found += std::string(kKinds[static_cast<int>(sort)]) + ' ' + value(sort) + '\n';
  }
  return found;
}

std::string Maker::effect(bool in_minds, bool really) {
  const Number what = bytes_.below(settable_);
  const bool increase = sorts_[what] == Sort::kNumber && bytes_.chance(100);
  const Number brought = bytes_.chance(70) ? expression(sorts_[what], 1) : constant(sorts_[what]);
  const std::string guard = bytes_.chance(60) ? std::to_string(condition(1)) : "-";
  std::vector<Number> minds = in_minds ? path(really ? 2 : 1) : std::vector<Number>{};
  if (!really) minds.insert(minds.begin(), person());
  return std::to_string(what) + (increase ? " += " : " = ") + std::to_string(brought) + ' ' + guard + ' ' + counted(minds) + '\n';
}

std::string Maker::event() {
  std::string found = "event " + std::to_string(bytes_.chance(90) ? node("value yes") : condition(kDeepest));
  found += ' ' + std::to_string(bytes_.chance(60) ? bytes_.below(4) : 1) + '\n';
  std::vector<Number> willing;
  for (Number each = 0; each < people_; ++each)
    if (bytes_.chance(120)) willing.push_back(each);
  found += "willing " + counted(willing) + '\n';
  const bool impulse = !willing.empty() && bytes_.chance(40);
  found += "impulses " + std::string(impulse ? "1 " + std::to_string(willing[0]) + ' ' + std::to_string(condition(1)) : "0");
  found += "\nobservers";
  for (Number each = 0; each < people_; ++each)
    found += ' ' + std::to_string(bytes_.chance(150) ? node("value yes") : condition(1));
  const Number count = bytes_.below(4);
  found += "\neffects " + std::to_string(count) + '\n';
  for (Number each = 0; each < count; ++each) found += effect(bytes_.chance(60), true);
  return found;
}

std::string Maker::law(bool facts) {
  std::string found = "law " + std::to_string(condition(kDeepest)) + (facts ? " facts\n" : " beliefs\n");
  const Number count = bytes_.between(1, 2);
  found += "effects " + std::to_string(count) + '\n' + effect(!facts && bytes_.chance(60), facts);
  for (Number each = 1; each < count; ++each) found += effect(true, facts);
  return found;
}

std::string Maker::beliefs() {
  const Number count = bytes_.below(4);
  std::string found = "beliefs " + std::to_string(count) + '\n';
  for (Number each = 0; each < count; ++each) {
    const Number what = fluent();
    std::vector<Number> minds = path(2);
    minds.insert(minds.begin(), person());
    found += std::to_string(what) + ' ' + value(sorts_[what]) + ' ' + counted(minds) + '\n';
  }
  return found;
}

std::string Maker::world() {
  people_ = bytes_.between(1, 3);
  things_ = bytes_.below(4);
  std::string facts = fluents();
  settable_ = static_cast<Number>(sorts_.size());
  const bool clock = bytes_.chance(80);
  if (clock) {
    facts += "number 0.0\n";
    sorts_.push_back(Sort::kNumber);
  }
  const std::string head = "fabula-ground 1\npeople " + std::to_string(people_) + "\nthings " + std::to_string(things_) +
                           "\nfluents " + std::to_string(sorts_.size()) + '\n' + facts + "clock " +
                           (clock ? std::to_string(sorts_.size() - 1) : "-") + '\n';
  if (clock && bytes_.chance(120)) sorts_.pop_back();  // nothing reads it
  std::string rest = beliefs();
  const Number events = bytes_.between(1, 4);
  rest += "events " + std::to_string(events + (clock ? 1 : 0)) + '\n';
  for (Number each = 0; each < events; ++each) rest += event();
  if (clock) {
    const std::string yes = std::to_string(node("value yes"));
    rest += "event " + yes + " 1\nwilling 0\nimpulses 0\nobservers";
    for (Number each = 0; each < people_; ++each) rest += ' ' + yes;
    rest += "\neffects 0\n";
  }
  rest += "wait " + (clock ? std::to_string(events) : "-") + '\n';
  for (const char* title : {"laws ", "moments "}) {
    const Number laws = bytes_.below(3);
    rest += title + std::to_string(laws) + '\n';
    for (Number each = 0; each < laws; ++each) rest += law(bytes_.chance(128));
  }
  rest += "utilities";
  for (Number each = 0; each < people_; ++each) rest += ' ' + std::to_string(expression(Sort::kNumber, kDeepest));
  rest += "\nauthor " + std::to_string(expression(Sort::kNumber, kDeepest)) + '\n';
  rest += "endings 1 " + std::to_string(condition(kDeepest)) + "\nend\n";
  return head + "nodes " + std::to_string(node_count_) + '\n' + nodes_ + rest;
}

}  // namespace

std::string random_world(Bytes& bytes) { return Maker(bytes).world(); }

}  // namespace fabula::fuzz
