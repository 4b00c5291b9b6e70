// SPDX-License-Identifier: Apache-2.0
#include "crew.hpp"

#include <chrono>

namespace fabula {

namespace {

constexpr auto kPause = std::chrono::microseconds(200);

}  // namespace

Crew::Crew(const Ground& ground, std::uint32_t depth, std::uint32_t helpers, std::uint64_t bytes) {
  for (std::uint32_t i = 0; i < helpers; ++i) {
    helpers_.push_back(std::make_unique<Helper>(ground, depth));
    helpers_.back()->wills.bounds.bytes = bytes;
    helpers_.back()->wills.bounds.cancel = &stop_;
  }
}

void Crew::begin(Wills& lead, const std::vector<StateId>& states, std::uint32_t imagine, std::uint32_t minds) {
  rest();
  snapshot_.emplace(lead.states(), lead.program().numbers, lead.program().start.size(), states);
  tasks_.clear();
  tasks_.resize(states.size());
  next_.store(0);
  stop_.asked.store(false);
  for (const auto& helper : helpers_)
    helper->thread = std::thread([this, &helper = *helper, imagine, minds] { work(helper, imagine, minds); });
}

void Crew::rest() {
  stop_.asked.store(true);
  for (const auto& helper : helpers_)
    if (helper->thread.joinable()) helper->thread.join();
}

const std::vector<EventId>* Crew::taken(Wills& lead, std::size_t place) {
  Task& task = tasks_[place];
  Stage stage = Stage::kFree;
  if (task.stage.compare_exchange_strong(stage, Stage::kFailed)) return nullptr;
  while (stage == Stage::kTaken) {
    lead.look();
    std::this_thread::sleep_for(kPause);
    stage = task.stage.load(std::memory_order_acquire);
  }
  return stage == Stage::kDone ? &task.events : nullptr;
}

void Crew::work(Helper& helper, std::uint32_t imagine, std::uint32_t minds) {
  Task* current = nullptr;
  try {
    const std::vector<StateId> states = snapshot_->taken_over(helper.wills.states(), helper.program.numbers);
    while (!stop_.asked.load(std::memory_order_relaxed)) {
      const std::size_t place = next_.fetch_add(1);
      if (place >= states.size()) return;
      Stage stage = Stage::kFree;
      if (!tasks_[place].stage.compare_exchange_strong(stage, Stage::kTaken)) continue;
      current = &tasks_[place];
      for (const EventId event : helper.wills.events(states[place]))
        if (helper.wills.explained(states[place], event, imagine, minds)) current->events.push_back(event);
      current->stage.store(Stage::kDone, std::memory_order_release);
      current = nullptr;
    }
  } catch (...) {
    // A limit, an error of the world, no memory: whoever asks works it out where it belongs.
    if (current != nullptr) current->stage.store(Stage::kFailed, std::memory_order_release);
  }
}

}  // namespace fabula
