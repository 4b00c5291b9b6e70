// SPDX-License-Identifier: Apache-2.0
// Any bytes are read as a ground file; what is a small world is run.
#include <cstddef>
#include <cstdint>
#include <string>

#include "judged.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fabula::fuzz::judge_text(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
