// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target without libFuzzer, so that any compiler can: on files, on all files of folders, or (`--random COUNT`)
// on so many inputs made at random, always the same.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void run_random(std::uint32_t count) {
  for (std::uint32_t number = 0; number < count; ++number) {
    std::mt19937 random(number);
    std::vector<std::uint8_t> bytes(100 + random() % 400);
    for (std::uint8_t& each : bytes) each = static_cast<std::uint8_t>(random());
    std::printf("random %u\n", number);
    std::fflush(stdout);
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count == 3 && std::strcmp(arguments[1], "--random") == 0) {
    run_random(static_cast<std::uint32_t>(std::strtoul(arguments[2], nullptr, 10)));
    return 0;
  }
  std::vector<std::filesystem::path> paths;
  for (int i = 1; i < count; ++i) {
    const std::filesystem::path path = arguments[i];
    if (!std::filesystem::is_directory(path)) paths.push_back(path);
    else for (const auto& entry : std::filesystem::directory_iterator(path)) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  if (paths.empty()) {
    std::fputs("usage: fuzz_TARGET FILE-OR-FOLDER... | --random COUNT\n", stderr);
    return 2;
  }
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      std::fprintf(stderr, "error: cannot open %s\n", path.c_str());
      return 2;
    }
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    std::printf("%s\n", path.filename().c_str());
    std::fflush(stdout);
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  }
  return 0;
}
