// SPDX-License-Identifier: Apache-2.0
// Tables that only grow: rows of equal width that never move, a map from numbers to numbers, and rows kept once each.
// Open addressing, no deletion; numbers are given in the order of first use, so everything is deterministic.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

namespace fabula {

inline std::uint64_t mixed(std::uint64_t key) {
  key ^= key >> 32;
  key *= 0x9E3779B97F4A7C15ULL;
  key ^= key >> 29;
  key *= 0xBF58476D1CE4E5B9ULL;
  return key ^ (key >> 32);
}

template <typename Word>
std::uint64_t hash_of(const Word* row, std::size_t width) {
  std::uint64_t hash = width;
  for (std::size_t i = 0; i < width; ++i) hash = (hash ^ row[i]) * 0x9E3779B97F4A7C15ULL, hash ^= hash >> 29;
  return mixed(hash);
}

// Rows of one width, numbered from 0. A row stays where it is, so a pointer to it stays good.
template <typename Word>
class Rows {
 public:
  explicit Rows(std::size_t width) : width_(width == 0 ? 1 : width) {
    while ((std::size_t{2} << shift_) * width_ <= 16'384) ++shift_;
  }

  std::size_t width() const { return width_; }
  std::uint32_t size() const { return size_; }
  std::size_t bytes() const { return chunks_.size() * (width_ << shift_) * sizeof(Word); }
  const Word* operator[](std::uint32_t row) const {
    return chunks_[row >> shift_].get() + (row & ((1U << shift_) - 1)) * width_;
  }
  std::uint32_t append(const Word* row) {
    Word* place = appended();
    std::memcpy(place, row, width_ * sizeof(Word));
    return size_++;
  }

 private:
  Word* appended() {
    if ((size_ >> shift_) == chunks_.size())
      chunks_.push_back(std::make_unique_for_overwrite<Word[]>(width_ << shift_));
    return chunks_.back().get() + (size_ & ((1U << shift_) - 1)) * width_;
  }

  std::size_t width_;
  std::uint32_t shift_ = 0;
  std::uint32_t size_ = 0;
  std::vector<std::unique_ptr<Word[]>> chunks_;
};

// Rows kept once: equal rows have the same number.
template <typename Word>
class UniqueRows {
 public:
  explicit UniqueRows(std::size_t width) : rows_(width), slots_(1024) {}

  std::uint32_t size() const { return rows_.size(); }
  std::size_t bytes() const {
    return rows_.bytes() + slots_.size() * sizeof(Place) + hashes_.size() * sizeof(std::uint64_t);
  }
  const Word* operator[](std::uint32_t row) const { return rows_[row]; }
  std::uint64_t hash(std::uint32_t row) const { return hashes_[row]; }

  std::uint32_t number(const Word* row) { return number(row, hash_of(row, rows_.width())); }
  std::uint32_t number(const Word* row, std::uint64_t hash) {
    const std::uint64_t spread = mixed(hash);
    const auto tag = static_cast<std::uint32_t>(spread >> 32);
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = spread & mask;
    for (; slots_[slot].row != kFree; slot = (slot + 1) & mask)
      if (slots_[slot].tag == tag &&
          std::memcmp(rows_[slots_[slot].row], row, rows_.width() * sizeof(Word)) == 0)
        return slots_[slot].row;
    const std::uint32_t found = rows_.append(row);
    hashes_.push_back(hash);
    slots_[slot] = {found, tag};
    if (std::size_t{rows_.size()} * 2 > slots_.size()) grow();
    return found;
  }

 private:
  static constexpr std::uint32_t kFree = 0xFFFFFFFFU;
  // The tag is a part of the hash: other rows are told apart without being looked at.
  struct Place {
    std::uint32_t row = kFree;
    std::uint32_t tag = 0;
  };

  void grow() {
    slots_.assign(slots_.size() * 2, Place{});
    const std::size_t mask = slots_.size() - 1;
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
      const std::uint64_t spread = mixed(hashes_[row]);
      std::size_t slot = spread & mask;
      while (slots_[slot].row != kFree) slot = (slot + 1) & mask;
      slots_[slot] = {row, static_cast<std::uint32_t>(spread >> 32)};
    }
  }

  Rows<Word> rows_;
  std::vector<std::uint64_t> hashes_;
  std::vector<Place> slots_;
};

// A map from keys to numbers. A key is any number but the largest.
class Memo {
 public:
  Memo() : slots_(16) {}

  std::size_t bytes() const { return slots_.size() * sizeof(Slot); }

  // The number kept for the key; null if there is none. Good until the next `keep`.
  const std::uint32_t* find(std::uint64_t key) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = mixed(key) & mask; slots_[slot].key != kFree; slot = (slot + 1) & mask)
      if (slots_[slot].key == key) return &slots_[slot].number;
    return nullptr;
  }
  void keep(std::uint64_t key, std::uint32_t number) {
    if ((size_ + 1) * 3 > slots_.size() * 2) grow();
    put(key, number);
    ++size_;
  }

 private:
  static constexpr std::uint64_t kFree = ~std::uint64_t{0};
  struct Slot {
    std::uint64_t key = kFree;
    std::uint32_t number = 0;
  };

  void put(std::uint64_t key, std::uint32_t number) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = mixed(key) & mask;
    while (slots_[slot].key != kFree && slots_[slot].key != key) slot = (slot + 1) & mask;
    slots_[slot] = {key, number};
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.key != kFree) put(slot.key, slot.number);
  }

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

inline std::uint64_t paired(std::uint32_t first, std::uint32_t second) {
  return std::uint64_t{first} << 32 | second;
}

}  // namespace fabula
