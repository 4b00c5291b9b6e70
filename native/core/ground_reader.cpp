// SPDX-License-Identifier: Apache-2.0
#include "ground_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "trouble.hpp"

namespace fabula {

namespace {

constexpr std::uint32_t kMost = 100'000'000;      // no count may be larger
constexpr std::uint32_t kDeepest = 10'000;        // expressions are walked by recursion: they may not be deeper nested
constexpr std::uint64_t kLargest = 5'000'000;     // nor be larger when nodes that are used twice are spelled out twice

constexpr std::uint32_t kMostThings = 32'000;     // as many fit into valuations, and as many numbers

struct Wrong {
  std::string reason;
};

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  std::size_t line() const { return line_; }
  Ground ground();

 private:
  // Lines and words.
  std::string_view text();
  void begin() { words_ = text(); open_ = true; }
  void begin(std::string_view word) {
    begin();
    expect(word);
  }
  std::string_view word();
  void expect(std::string_view wanted);
  void done() const {
    if (open_) throw Wrong{"the line goes on where it should end"};
  }
  std::uint32_t whole(std::uint64_t limit, const char* what);
  std::uint32_t optional(std::uint64_t limit, const char* what);
  std::vector<std::uint32_t> wholes(std::uint64_t limit, const char* what, std::uint32_t count);
  std::vector<std::uint32_t> counted(std::uint64_t limit, const char* what) {
    return wholes(limit, what, whole(kMost, "count"));
  }
  std::uint32_t count(std::string_view title);
  std::uint32_t single(std::string_view title, std::uint64_t limit, const char* what);
  Code value();

  // Parts.
  void fluents();
  void nodes();
  Node node(std::uint32_t number);
  void weigh(const Node& node);
  Belief belief();
  GroundEvent event();
  GroundLaw law();
  std::vector<GroundEffect> effects();
  void names();

  std::string_view rest_;
  std::string_view words_;
  bool open_ = false;  // whether words are left in the line
  bool ended_ = false;
  std::size_t line_ = 0;
  Ground ground_;
  std::vector<std::uint32_t> depths_;
  std::vector<std::uint64_t> sizes_;
};

std::string_view Reader::text() {
  const std::size_t end = rest_.find('\n');
  if (ended_ || end == std::string_view::npos) {
    if (!ended_ && !rest_.empty()) ++line_;
    throw Wrong{"the text ends too early"};
  }
  ++line_;
  const std::string_view found = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  return found;
}

std::string_view Reader::word() {
  if (!open_) throw Wrong{"the line ends too early"};
  const std::size_t end = words_.find(' ');
  const std::string_view found = words_.substr(0, end);
  open_ = end != std::string_view::npos;
  if (open_) words_.remove_prefix(end + 1);
  return found;
}

void Reader::expect(std::string_view wanted) {
  if (word() != wanted) throw Wrong{"`" + std::string(wanted) + "` was expected"};
}

std::uint32_t whole_of(std::string_view word, std::uint64_t limit, const char* what) {
  const bool digits = std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (word.empty() || word.size() > 9 || !digits)
    throw Wrong{std::string("a whole number was expected (") + what + ")"};
  std::uint32_t number = 0;
  std::from_chars(word.data(), word.data() + word.size(), number);
  if (number >= limit) throw Wrong{std::string("the number is too large (") + what + ")"};
  return number;
}

std::uint32_t Reader::whole(std::uint64_t limit, const char* what) { return whole_of(word(), limit, what); }

std::uint32_t Reader::optional(std::uint64_t limit, const char* what) {
  const std::string_view found = word();
  return found == "-" ? kNothing : whole_of(found, limit, what);
}

std::vector<std::uint32_t> Reader::wholes(std::uint64_t limit, const char* what, std::uint32_t count) {
  std::vector<std::uint32_t> found;
  found.reserve(std::min<std::size_t>(count, words_.size()));  // a wrong count must not ask for memory
  for (std::uint32_t i = 0; i < count; ++i) found.push_back(whole(limit, what));
  return found;
}

std::uint32_t Reader::count(std::string_view title) {
  begin(title);
  const std::uint32_t found = whole(kMost, "count");
  done();
  return found;
}

std::uint32_t Reader::single(std::string_view title, std::uint64_t limit, const char* what) {
  begin(title);
  const std::uint32_t found = optional(limit, what);
  done();
  return found;
}

Code Reader::value() {
  const std::string_view found = word();
  static constexpr std::array<std::string_view, 4> kWords = {"unknown", "none", "no", "yes"};
  for (Code code = 0; code < kWords.size(); ++code)
    if (found == kWords[code]) return code;
  if (found.starts_with('@')) return kFirstThing + whole_of(found.substr(1), ground_.things, "thing");
  double number = 0;
  const auto [end, error] = std::from_chars(found.data(), found.data() + found.size(), number);
  const bool whole = end == found.data() + found.size() && !found.empty() && !found.ends_with('y');  // infinity
  const bool in_range = error == std::errc() || error == std::errc::result_out_of_range;
  if (!whole || !in_range || number != number) throw Wrong{"a value was expected"};
  return ground_.numbers.code(error == std::errc() ? number : 0.0);
}

void Reader::fluents() {
  const std::uint32_t total = count("fluents");
  for (std::uint32_t i = 0; i < total; ++i) {
    begin();
    const std::string_view kind = word();
    if (kind == "yes/no") ground_.kinds.push_back(Kind::kYesNo);
    else if (kind == "number") ground_.kinds.push_back(Kind::kNumber);
    else if (kind == "thing") ground_.kinds.push_back(Kind::kThing);
    else throw Wrong{"a kind of fluent was expected (yes/no, number, thing)"};
    ground_.start.push_back(value());
    done();
  }
}

void Reader::nodes() {
  const std::uint32_t total = count("nodes");
  for (std::uint32_t i = 0; i < total; ++i) {
    begin();
    Node found = node(i);
    done();
    weigh(found);
    ground_.nodes.push_back(std::move(found));
  }
}

Node Reader::node(std::uint32_t number) {
  static constexpr std::array<std::string_view, 10> kOperations = {"=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/"};
  static constexpr const char* kEarlier = "earlier node";
  const std::string_view sign = word();
  Node found;
  if (sign == "value") return found.first = value(), found;
  if (sign == "read") return found.sign = Sign::kRead, found.first = whole(ground_.kinds.size(), "fluent"), found;
  if (sign == "believes" || sign == "doubts") {
    found.sign = sign == "doubts" ? Sign::kDoubts : Sign::kBelieves;
    found.first = whole(ground_.people, "person");
    found.parts = wholes(number, kEarlier, 1);
    return found;
  }
  if (sign == "all" || sign == "some") {
    found.sign = sign == "all" ? Sign::kAll : Sign::kSome;
    found.parts = counted(number, kEarlier);
    return found;
  }
  if (sign == "if") return found.sign = Sign::kIf, found.parts = wholes(number, kEarlier, 3), found;
  const auto operation = std::find(kOperations.begin(), kOperations.end(), sign);
  if (operation == kOperations.end()) throw Wrong{"a node was expected"};
  found.operation = static_cast<Operation>(operation - kOperations.begin());
  found.sign = found.operation < Operation::kPlus ? Sign::kComparison : Sign::kCalculation;
  found.parts = wholes(number, kEarlier, 2);
  return found;
}

void Reader::weigh(const Node& node) {
  std::uint32_t depth = 0;
  std::uint64_t size = 1;
  for (const NodeId part : node.parts) {
    depth = std::max(depth, depths_[part]);
    size += sizes_[part];
    if (size > kLargest) break;
  }
  if (depth >= kDeepest) throw Wrong{"the expression is nested too deeply"};
  if (size > kLargest) throw Wrong{"the expression is too large"};
  depths_.push_back(depth + 1);
  sizes_.push_back(size);
}

Belief Reader::belief() {
  begin();
  Belief found;
  found.fluent = whole(ground_.kinds.size(), "fluent");
  found.value = value();
  found.path = counted(ground_.people, "person");
  if (found.path.empty()) throw Wrong{"a belief is somebody's"};
  done();
  return found;
}

GroundEvent Reader::event() {
  const std::uint64_t nodes = ground_.nodes.size();
  GroundEvent found;
  begin("event");
  found.condition = whole(nodes, "node");
  found.takes = whole(kMost, "moments");
  done();
  begin("willing");
  found.willing = counted(ground_.people, "person");
  done();
  begin("impulses");
  const std::uint32_t pairs = whole(kMost, "count");
  for (std::uint32_t i = 0; i < pairs; ++i) {
    const Person person = whole(ground_.people, "person");
    found.impulses.emplace_back(person, whole(nodes, "node"));
  }
  done();
  begin("observers");
  found.observers = wholes(nodes, "node", ground_.people);
  done();
  found.effects = effects();
  return found;
}

GroundLaw Reader::law() {
  GroundLaw found;
  begin("law");
  found.condition = whole(ground_.nodes.size(), "node");
  const std::string_view what = word();
  if (what != "facts" && what != "beliefs") throw Wrong{"`facts` or `beliefs` was expected"};
  done();
  found.changes_facts = what == "facts";
  found.effects = effects();
  const auto on_facts = [](const GroundEffect& effect) { return effect.path.empty(); };
  if (std::any_of(found.effects.begin(), found.effects.end(), on_facts) != found.changes_facts)
    throw Wrong{"the law changes something else than it says"};
  return found;
}

std::vector<GroundEffect> Reader::effects() {
  const std::uint64_t nodes = ground_.nodes.size();
  const std::uint32_t total = count("effects");
  std::vector<GroundEffect> found;
  for (std::uint32_t i = 0; i < total; ++i) {
    begin();
    GroundEffect effect;
    effect.fluent = whole(ground_.kinds.size(), "fluent");
    if (effect.fluent == ground_.clock) throw Wrong{"nothing sets the clock"};
    const std::string_view sign = word();
    if (sign != "=" && sign != "+=") throw Wrong{"`=` or `+=` was expected"};
    effect.increase = sign == "+=";
    effect.value = whole(nodes, "node");
    effect.guard = optional(nodes, "node");
    effect.path = counted(ground_.people, "person");
    done();
    found.push_back(std::move(effect));
  }
  return found;
}

void Reader::names() {
  const std::string_view first = text();
  if (first == "end") return;
  if (first != "names") throw Wrong{"`names` or `end` was expected"};
  const std::size_t total = std::size_t{ground_.people} + ground_.things + ground_.kinds.size() + ground_.events.size() +
                            ground_.laws.size() + ground_.moments.size() + ground_.endings.size();
  for (std::size_t i = 0; i < total; ++i) text();
  if (text() != "end") throw Wrong{"`end` was expected"};
}

Ground Reader::ground() {
  if (text() != "fabula-ground 1") throw Wrong{"`fabula-ground 1` was expected"};
  ground_.people = count("people");
  ground_.things = count("things");
  if (ground_.things > kMostThings) throw Wrong{"too many things"};
  ground_.numbers = Numbers(ground_.things);
  fluents();
  ground_.clock = single("clock", ground_.kinds.size(), "fluent");
  nodes();
  const std::uint32_t beliefs = count("beliefs");
  for (std::uint32_t i = 0; i < beliefs; ++i) ground_.beliefs.push_back(belief());
  const std::uint32_t events = count("events");
  for (std::uint32_t i = 0; i < events; ++i) ground_.events.push_back(event());
  ground_.wait = single("wait", ground_.events.size(), "event");
  const std::uint32_t laws = count("laws");
  for (std::uint32_t i = 0; i < laws; ++i) ground_.laws.push_back(law());
  const std::uint32_t moments = count("moments");
  for (std::uint32_t i = 0; i < moments; ++i) ground_.moments.push_back(law());
  begin("utilities");
  ground_.utilities = wholes(ground_.nodes.size(), "node", ground_.people);
  done();
  begin("author");
  ground_.author = whole(ground_.nodes.size(), "node");
  done();
  begin("endings");
  ground_.endings = counted(ground_.nodes.size(), "node");
  done();
  if ((ground_.clock == kNothing) != (ground_.wait == kNothing))
    throw Wrong{"a clock and the event that waits go together"};
  names();
  ended_ = true;
  if (!rest_.empty()) throw Wrong{"nothing may follow `end` and its line end"};
  return std::move(ground_);
}

}  // namespace

std::variant<Ground, GroundProblem> read_ground(std::string_view text) {
  Reader reader(text);
  try {
    return reader.ground();
  } catch (const Wrong& wrong) {
    return GroundProblem{reader.line(), wrong.reason};
  } catch (const Stopped&) {
    return GroundProblem{reader.line(), "too many different numbers"};
  }
}

}  // namespace fabula
