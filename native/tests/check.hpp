// SPDX-License-Identifier: Apache-2.0
// A test runner of one screen: `TEST(name) { CHECK(...); }`, and `main` runs all.
#pragma once

#include <cstdio>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace check {

struct Registry {
  std::vector<std::pair<std::string, std::function<void()>>> tests;
  int failures = 0;
};

inline Registry& registry() {
  static Registry all;
  return all;
}

struct Registered {
  Registered(const char* name, void (*test)()) { registry().tests.emplace_back(name, test); }
};

inline void that(bool holds, const char* text, const char* file, int line) {
  if (holds) return;
  ++registry().failures;
  std::fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, text);
}

}  // namespace check

#define CHECK(condition) ::check::that((condition), #condition, __FILE__, __LINE__)
#define TEST(name)                                            \
  static void name();                                         \
  static const ::check::Registered registered_##name(#name, &name); \
  static void name()

int main() {
  for (const auto& [name, test] : check::registry().tests) {
    const int before = check::registry().failures;
    test();
    std::printf("%s %s\n", check::registry().failures == before ? "ok  " : "FAIL", name.c_str());
  }
  return check::registry().failures == 0 ? 0 : 1;
}
