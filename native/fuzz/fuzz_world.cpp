// SPDX-License-Identifier: Apache-2.0
// Bytes make a small world and questions about it, which are asked. With FABULA_FUZZ_SHOW set, the world is shown first.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "judged.hpp"
#include "random_world.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const bool shown = std::getenv("FABULA_FUZZ_SHOW") != nullptr;
  fabula::fuzz::Bytes bytes(data, size);
  const std::string text = fabula::fuzz::random_world(bytes);
  if (shown) std::fputs(text.c_str(), stdout);
  fabula::fuzz::judge_world(text, bytes);
  return 0;
}
