// SPDX-License-Identifier: Apache-2.0
#include "check.hpp"
#include "paths.hpp"
#include "states.hpp"
#include "tables.hpp"

using namespace fabula;

TEST(equal_rows_have_one_number) {
  UniqueRows<std::uint32_t> rows(3);
  for (std::uint32_t i = 0; i < 10'000; ++i) {
    const std::uint32_t row[] = {i % 7, i % 11, i % 13};
    rows.number(row);
  }
  CHECK(rows.size() == 7 * 11 * 13);
  const std::uint32_t row[] = {3, 3, 3};
  CHECK(rows.number(row) == 3);
  CHECK(rows[3][2] == 3);
}

TEST(a_memo_keeps_what_it_is_given) {
  Memo memo;
  CHECK(memo.find(0) == nullptr);
  for (std::uint32_t i = 0; i < 5'000; ++i) memo.keep(paired(i, i * 3), i);
  for (std::uint32_t i = 0; i < 5'000; ++i) CHECK(*memo.find(paired(i, i * 3)) == i);
  CHECK(memo.find(paired(1, 2)) == nullptr);
}

TEST(paths_are_kept_once) {
  Paths paths;
  const PathId path = paths.of({0, 3});
  CHECK(paths.of({0, 3}) == path);
  CHECK(paths.first(path) == 0 && paths.first(paths.rest(path)) == 3);
  CHECK(paths.extended(paths.of({0}), 3) == path);
  CHECK(paths.of({}) == kHere);
}

TEST(states_are_kept_once) {
  States states(2, 2);
  const ValuationId first = states.valuations().number({5, 6});
  const Write writes[] = {{kHere, 1, 7}, {1, 0, 9}};
  const ValuationId second = states.valuations().with(first, writes, 2);
  CHECK(states.valuations()[second][0] == 5 && states.valuations()[second][1] == 7);
  CHECK(states.valuations().number({5, 7}) == second);
  const StateId leaf = states.innermost_with(first);
  const StateId minds[] = {leaf, leaf};
  const StateId whole = states.with(first, minds);
  CHECK(whole != leaf && states.mind(whole, 1) == leaf && states.mind(leaf, 0) == leaf);
  CHECK(states.innermost(leaf) && !states.innermost(whole));
  CHECK(states.revalued(states.revalued(whole, second), first) == whole);
}
