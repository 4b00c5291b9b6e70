// SPDX-License-Identifier: Apache-2.0
// Bytes that decide: each is taken once, from the front; when none are left, every decision is 0, so that fewer bytes make
// a smaller world.
#pragma once

#include <cstddef>
#include <cstdint>

namespace fabula::fuzz {

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), left_(size) {}

  // One of 0 … count - 1.
  std::uint32_t below(std::uint32_t count) {
    if (left_ == 0 || count < 2) return 0;
    --left_;
    return *data_++ % count;
  }
  std::uint32_t between(std::uint32_t least, std::uint32_t most) { return least + below(most - least + 1); }
  // True so many times of 256, and never when no bytes are left.
  bool chance(std::uint32_t times) { return below(256) >= 256 - times; }

 private:
  const std::uint8_t* data_;
  std::size_t left_;
};

}  // namespace fabula::fuzz
