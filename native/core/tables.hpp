// SPDX-License-Identifier: Apache-2.0
// Tables that only grow: rows of equal width that never move, a map from numbers to numbers, and rows kept once each.
// Open addressing, no deletion; numbers are given in the order of first use, so everything is deterministic.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "trouble.hpp"

namespace fabula {

inline std::uint64_t mixed(std::uint64_t key) {
  key ^= key >> 32;
  key *= 0x9E3779B97F4A7C15ULL;
  key ^= key >> 29;
  key *= 0xBF58476D1CE4E5B9ULL;
  return key ^ (key >> 32);
}

// A sum of products, none of which waits for another.
template <typename Word>
std::uint64_t hash_of(const Word* row, std::size_t width) {
  std::uint64_t hash = 0, factor = 0x9E3779B97F4A7C15ULL;
  for (std::size_t i = 0; i < width; ++i, factor *= 0xD1B54A32D192ED03ULL) hash += (row[i] + 1ULL) * factor;
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

// What one table keeps.
struct Share {
  const char* name;
  std::size_t count;
  std::size_t bytes;
};

// Slots of an open-addressing table, in parts that grow one at a time: while a large table grows, little more is in use
// than before. `Slot` has `free()` and `hash()`, of whose bits the upper six choose the part.
template <typename Slot>
class Slots {
 public:
  Slots() : parts_(1) { parts_[0] = Part(kFirst); }

  std::size_t size() const { return size_; }
  std::size_t bytes() const { return slots_ * sizeof(Slot); }

  // The first slot that is free or of which `is` holds, of those for a hash.
  template <typename Is>
  Slot& at(std::uint64_t hash, Is is) const {
    const Part& part = parts_[hash >> 58 & (parts_.size() - 1)];
    std::size_t place = hash & part.mask;
    for (; !part.slots[place].free() && !is(part.slots[place]); place = (place + 1) & part.mask) {
    }
    return part.slots[place];
  }
  // After a free slot for this hash was filled: other slots may move.
  void filled(std::uint64_t hash) {
    ++size_;
    Part& part = parts_[hash >> 58 & (parts_.size() - 1)];
    if (++part.used * 5 <= (part.mask + 1) * 4) return;
    if (parts_.size() == 1 && part.mask + 1 >= kLargest) scatter();
    else grow(part, (part.mask + 1) * 2);
  }

 private:
  static constexpr std::size_t kFirst = 16;
  static constexpr std::size_t kLargest = std::size_t{1} << 14;
  static constexpr std::size_t kParts = 64;

  struct Part {
    Part() = default;
    explicit Part(std::size_t count) : slots(std::make_unique_for_overwrite<Slot[]>(count)), mask(count - 1) {
      std::memset(static_cast<void*>(slots.get()), 0xFF, count * sizeof(Slot));
    }
    std::unique_ptr<Slot[]> slots;
    std::size_t mask = 0;
    std::size_t used = 0;

    void put(const Slot& slot) {
      std::size_t place = slot.hash() & mask;
      while (!slots[place].free()) place = (place + 1) & mask;
      slots[place] = slot;
      ++used;
    }
  };

  void grow(Part& part, std::size_t count) {
    Part larger(count);
    for (std::size_t place = 0; place <= part.mask; ++place)
      if (!part.slots[place].free()) larger.put(part.slots[place]);
    slots_ += count - part.mask - 1;
    part = std::move(larger);
  }
  void scatter() {
    const Part whole = std::move(parts_[0]);
    parts_.clear();
    for (std::size_t part = 0; part < kParts; ++part) parts_.emplace_back((whole.mask + 1) * 4 / kParts);
    slots_ = (whole.mask + 1) * 4;
    for (std::size_t place = 0; place <= whole.mask; ++place)
      if (!whole.slots[place].free()) parts_[whole.slots[place].hash() >> 58].put(whole.slots[place]);
  }

  std::vector<Part> parts_;  // one, or kParts
  std::size_t size_ = 0;
  std::size_t slots_ = kFirst;
};

// Rows kept once: equal rows have the same number.
template <typename Word>
class UniqueRows {
 public:
  explicit UniqueRows(std::size_t width) : rows_(width) {}

  std::uint32_t size() const { return rows_.size(); }
  std::size_t bytes() const { return rows_.bytes() + places_.bytes(); }
  const Word* operator[](std::uint32_t row) const { return rows_[row]; }

  std::uint32_t number(const Word* row) { return number(row, hash_of(row, rows_.width())); }
  // `hash` is well mixed. Where several rows can have it only by chance, a row is compared with one other at most.
  std::uint32_t number(const Word* row, std::uint64_t hash) {
    const std::uint64_t spread = folded(hash);
    const auto tag = static_cast<std::uint32_t>(spread);
    Place& place = places_.at(spread, [&](const Place& each) {
      return each.tag == tag && std::memcmp(rows_[each.row], row, rows_.width() * sizeof(Word)) == 0;
    });
    if (!place.free()) return place.row;
    if (rows_.size() >= kMostRows) throw Stopped{Limit::kMemory};
    const std::uint32_t found = rows_.append(row);
    place = {found, tag};
    places_.filled(spread);
    return found;
  }

 private:
  static constexpr std::uint32_t kMostRows = 0x7FFFFFFF;
  // The tag is a part of the hash: other rows are told apart, and put elsewhere, without being looked at.
  struct Place {
    std::uint32_t row;
    std::uint32_t tag;
    bool free() const { return row == 0xFFFFFFFFU; }
    std::uint64_t hash() const { return folded(tag); }
  };
  // A hash that its lower half says all of.
  static std::uint64_t folded(std::uint64_t hash) {
    const std::uint64_t low = hash & 0xFFFFFFFFU;
    return low | (low * 0x9E3779B97F4A7C15ULL) >> 58 << 58;
  }

  Rows<Word> rows_;
  Slots<Place> places_;
};

// A map from keys to numbers. A key is any number but the largest.
class Memo {
 public:
  std::size_t size() const { return slots_.size(); }
  std::size_t bytes() const { return slots_.bytes(); }
  Share share(const char* name) const { return {name, size(), bytes()}; }

  // The number kept for the key; null if there is none. Good until the next `keep`.
  const std::uint32_t* find(std::uint64_t key) const {
    const Slot& slot = at(key);
    return slot.free() ? nullptr : &slot.number;
  }
  void keep(std::uint64_t key, std::uint32_t number) {
    Slot& slot = at(key);
    const bool is_new = slot.free();
    slot = {static_cast<std::uint32_t>(key >> 32), static_cast<std::uint32_t>(key), number};
    if (is_new) slots_.filled(slot.hash());
  }

 private:
  struct Slot {
    std::uint32_t first;
    std::uint32_t second;
    std::uint32_t number;

    std::uint64_t key() const { return std::uint64_t{first} << 32 | second; }
    bool free() const { return key() == ~std::uint64_t{0}; }
    std::uint64_t hash() const { return mixed(key()); }
  };

  Slot& at(std::uint64_t key) const {
    return slots_.at(mixed(key), [&](const Slot& slot) { return slot.key() == key; });
  }

  Slots<Slot> slots_;
};

// What is known of small numbers, most of which will be asked about: an array in chunks, which never moves.
template <typename Known>
class ByNumber {
 public:
  static constexpr Known kUnknown = static_cast<Known>(~Known{0});

  std::size_t size() const { return size_; }
  std::size_t bytes() const { return (chunks_.capacity() + used_ * kChunk) * sizeof(Known); }
  Share share(const char* name) const { return {name, size(), bytes()}; }

  Known find(std::uint32_t number) const {
    const std::size_t chunk = number / kChunk;
    return chunk < chunks_.size() && chunks_[chunk] ? chunks_[chunk][number % kChunk] : kUnknown;
  }
  void keep(std::uint32_t number, Known known) {
    const std::size_t chunk = number / kChunk;
    if (chunk >= chunks_.size()) chunks_.resize(chunk + 1);
    if (!chunks_[chunk]) {
      chunks_[chunk] = std::make_unique_for_overwrite<Known[]>(kChunk);
      std::memset(chunks_[chunk].get(), 0xFF, kChunk * sizeof(Known));
      ++used_;
    }
    chunks_[chunk][number % kChunk] = known;
    ++size_;
  }

 private:
  static constexpr std::size_t kChunk = 2048;
  std::vector<std::unique_ptr<Known[]>> chunks_;
  std::size_t used_ = 0;
  std::size_t size_ = 0;
};

inline std::uint64_t paired(std::uint32_t first, std::uint32_t second) {
  return std::uint64_t{first} << 32 | second;
}

}  // namespace fabula
