// SPDX-License-Identifier: Apache-2.0
#include <limits>
#include <string>

#include "check.hpp"
#include "values.hpp"

using namespace fabula;

namespace {

constexpr Operation kAll[] = {Operation::kEqual,  Operation::kDifferent, Operation::kLess,
                              Operation::kAtMost, Operation::kMore,      Operation::kAtLeast};

// Which comparisons hold, in the order =, !=, <, <=, >, >=.
std::string holding(const Value& left, const Value& right) {
  std::string found;
  for (const Operation operation : kAll) found += compared(operation, left, right) ? 'y' : 'n';
  return found;
}

}  // namespace

TEST(numbers_are_compared) {
  CHECK(holding(Value::of(1.0), Value::of(2.0)) == "nyyynn");
  CHECK(holding(Value::of(2.0), Value::of(2.0)) == "ynnyny");
  CHECK(holding(Value::of(3.0), Value::of(2.0)) == "nynnyy");
  CHECK(holding(Value::of(0.0), Value::of(-0.0)) == "ynnyny");
}

TEST(yes_and_no_count) {
  CHECK(holding(Value::of(kYes), Value::of(1.0)) == "ynnyny");
  CHECK(holding(Value::of(0.0), Value::of(kNo)) == "ynnyny");
  CHECK(holding(Value::of(kNo), Value::of(kYes)) == "nyyynn");
}

TEST(what_is_no_number_is_at_most_itself) {
  CHECK(holding(Value::of(kUnknown), Value::of(kUnknown)) == "ynnyny");
  CHECK(holding(Value::of(kUnknown), Value::of(1.0)) == "nynnnn");
  CHECK(holding(Value::of(kFirstThing), Value::of(kNone)) == "nynnnn");
}

TEST(a_number_has_one_code) {
  Numbers numbers(2);
  const Code zero = numbers.code(0.0), two = numbers.code(2.0);
  CHECK(zero == kFirstThing + 2 && two == zero + 1);
  CHECK(numbers.code(-0.0) == zero && numbers.code(2.0) == two);
  CHECK(numbers.is_number(zero) && !numbers.is_number(zero - 1));
  CHECK(numbers.number(two) == 2.0 && numbers.things() == 2);
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(numbers.number(numbers.code(infinity)) == infinity);
}
