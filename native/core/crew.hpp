// SPDX-License-Identifier: Apache-2.0
// Helpers of a survey: threads that find out beforehand which events are explained in states that it will come to. Each
// has an engine of its own for the same world, so nothing is shared but what is asked (`Snapshot`) and what is answered. Whoever
// asks goes on as if there were no helpers, and merely finds some answers ready; what a helper could not work out (a
// limit, an error of the world) is worked out again where it belongs. So the answer is that of one thread, word for word.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "snapshot.hpp"
#include "wills.hpp"

namespace fabula {

class Crew {
 public:
  // `helpers` threads besides the one that asks; each may keep so many bytes.
  Crew(const Ground& ground, std::uint32_t depth, std::uint32_t helpers, std::uint64_t bytes);
  ~Crew() { rest(); }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  // Has the helpers begin with the states, from the first on; what they still did before is dropped.
  void begin(Wills& lead, const std::vector<StateId>& states, std::uint32_t imagine, std::uint32_t minds);
  // The explained events of the state with that place in the list, if a helper has them or is at them; else nothing, and no
  // helper begins with it any more. Throws what `lead.look` does.
  const std::vector<EventId>* taken(Wills& lead, std::size_t place);
  // Stops the helpers, and waits until they have.
  void rest();

 private:
  enum class Stage : std::uint8_t { kFree, kTaken, kDone, kFailed };
  struct Task {
    std::atomic<Stage> stage{Stage::kFree};
    std::vector<EventId> events;
  };
  struct Helper {
    Helper(const Ground& ground, std::uint32_t depth) : program(Ground(ground)), wills(program, depth) {}
    Program program;
    Wills wills;
    std::thread thread;
  };

  void work(Helper& helper, std::uint32_t imagine, std::uint32_t minds);

  std::vector<std::unique_ptr<Helper>> helpers_;
  std::optional<Snapshot> snapshot_;
  std::deque<Task> tasks_;
  std::atomic<std::size_t> next_{0};
  Cancel stop_;
};

}  // namespace fabula
