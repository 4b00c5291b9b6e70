// SPDX-License-Identifier: Apache-2.0
// Lists that are borrowed for the length of a call and given back with the memory that they have grown to: what calls itself
// and needs a list in each call asks for memory only when it has never been so deep.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace fabula {

template <typename Item>
class Scratch {
 public:
  // Empty when it is borrowed.
  class List {
   public:
    explicit List(Scratch& scratch) : scratch_(scratch), list_(scratch.next()) { list_.clear(); }
    ~List() { --scratch_.used_; }
    List(const List&) = delete;
    List& operator=(const List&) = delete;

    std::vector<Item>& operator*() { return list_; }
    std::vector<Item>* operator->() { return &list_; }
    Item& operator[](std::size_t place) { return list_[place]; }
    Item* data() { return list_.data(); }

   private:
    Scratch& scratch_;
    std::vector<Item>& list_;
  };

 private:
  std::vector<Item>& next() {
    if (used_ == lists_.size()) lists_.push_back(std::make_unique<std::vector<Item>>());
    return *lists_[used_++];
  }

  std::vector<std::unique_ptr<std::vector<Item>>> lists_;
  std::size_t used_ = 0;
};

}  // namespace fabula
