// SPDX-License-Identifier: Apache-2.0
// A small world made of bytes, in the ground format: any bytes make a world that the reader must take. It has everything
// that worlds may have: minds in minds, laws, time, impulses, numbers, divisions, what is unknown.
#pragma once

#include <string>

#include "bytes.hpp"

namespace fabula::fuzz {

std::string random_world(Bytes& bytes);

}  // namespace fabula::fuzz
