// SPDX-License-Identifier: Apache-2.0
// The extension `_fabula`: what Python sees of the native engine. One class; a question goes in as figures, and so does
// its answer come out. asking.hpp says which questions there are. No name, no span and no callback crosses: how far a
// search is can be read, and a search can be stopped, by any other thread, for the lock of Python is let go meanwhile.
#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>

#include <atomic>
#include <optional>
#include <string>

#include "asking.hpp"
#include "ground_reader.hpp"

namespace nb = nanobind;

namespace {

using fabula::Figure;
using fabula::Figures;

std::unique_ptr<fabula::Asking> made(nb::bytes text, std::optional<std::uint32_t> depth, std::uint32_t minds,
                                     std::uint64_t memory, std::uint32_t threads) {
  const std::string_view view(text.c_str(), text.size());
  std::string problem;
  std::unique_ptr<fabula::Asking> found;
  {
    const nb::gil_scoped_release released;
    auto read = fabula::read_ground(view);
    if (const auto* wrong = std::get_if<fabula::GroundProblem>(&read)) {
      problem = "line " + std::to_string(wrong->line) + ": " + wrong->reason;
    } else {
      try {
        found = std::make_unique<fabula::Asking>(std::get<fabula::Ground>(std::move(read)),
                                                 depth.value_or(fabula::kNothing), minds, memory, threads);
      } catch (const fabula::Stopped&) {
        problem = "the world is too large";
      }
    }
  }
  if (!found) throw nb::value_error(problem.c_str());
  return found;
}

// Answers one thread at a time.
class Engine {
 public:
  Engine(nb::bytes text, std::optional<std::uint32_t> depth, std::uint32_t minds, std::uint64_t memory,
         std::uint32_t threads)
      : asking_(made(std::move(text), depth, minds, memory, threads)) {}

  nb::tuple ask(std::uint32_t question, const nb::args& figures);
  nb::bytes table(std::size_t number);
  void stop() { asking_->stop(); }
  nb::tuple progress() const {
    const fabula::Progress& progress = asking_->progress();
    return nb::make_tuple(progress.length.load(), progress.states.load(), progress.stories.load());
  }

 private:
  Figures answer(std::uint32_t question, const Figures& figures);

  std::unique_ptr<fabula::Asking> asking_;
  std::atomic_flag busy_;
};

// One thread is in there at a time.
class Entered {
 public:
  explicit Entered(std::atomic_flag& busy) : busy_(busy) {
    if (busy_.test_and_set(std::memory_order_acquire)) throw std::runtime_error("the engine is answering another thread");
  }
  ~Entered() { busy_.clear(std::memory_order_release); }
  Entered(const Entered&) = delete;
  Entered& operator=(const Entered&) = delete;

 private:
  std::atomic_flag& busy_;
};

Figures Engine::answer(std::uint32_t question, const Figures& figures) {
  const nb::gil_scoped_release released;
  const Entered entered(busy_);
  return asking_->answer(static_cast<fabula::Question>(question), figures);
}

nb::tuple Engine::ask(std::uint32_t question, const nb::args& given) {
  if (question > static_cast<std::uint32_t>(fabula::Question::kSpace)) throw nb::value_error("no such question");
  Figures figures;
  figures.reserve(given.size());
  for (const nb::handle each : given) {
    if (PyFloat_CheckExact(each.ptr())) figures.push_back(Figure::of(PyFloat_AS_DOUBLE(each.ptr())));
    else figures.push_back(Figure::of(nb::cast<std::int64_t>(each)));
  }
  Figures found;
  try {
    found = answer(question, figures);
  } catch (const fabula::Misused& misused) {
    throw nb::value_error(misused.reason);
  }
  nb::object tuple = nb::steal(PyTuple_New(static_cast<Py_ssize_t>(found.size())));
  if (!tuple.is_valid()) throw nb::python_error();
  for (std::size_t i = 0; i < found.size(); ++i) {
    PyObject* each = found[i].is_number ? PyFloat_FromDouble(found[i].number) : PyLong_FromLongLong(found[i].whole);
    if (each == nullptr) throw nb::python_error();
    PyTuple_SET_ITEM(tuple.ptr(), static_cast<Py_ssize_t>(i), each);
  }
  return nb::steal<nb::tuple>(tuple.release());
}

nb::bytes Engine::table(std::size_t number) {
  const Entered entered(busy_);
  try {
    const std::vector<std::uint32_t> found = asking_->table(number);
    return nb::bytes(reinterpret_cast<const char*>(found.data()), found.size() * sizeof(std::uint32_t));
  } catch (const fabula::Misused& misused) {
    throw nb::value_error(misused.reason);
  }
}

}  // namespace

NB_MODULE(_fabula, module) {
  module.doc() = "The native engine of Fabula. Import fabula.engine.native instead of this.";
  module.attr("version") = "fabula-ground 1";
  nb::class_<Engine>(module, "Engine", "One ground world and the questions about it; native/bind/asking.hpp lists them.")
      .def(nb::init<nb::bytes, std::optional<std::uint32_t>, std::uint32_t, std::uint64_t, std::uint32_t>(), nb::arg("text"),
           nb::arg("depth").none(), nb::arg("minds"), nb::arg("memory"),
           nb::arg("threads") = 1,
           "Reads a ground world; raises ValueError with the line and the reason where it cannot.")
      .def("ask", &Engine::ask, "How an answer ended (0: well), and the answer. By one thread at a time.")
      .def("table", &Engine::table, nb::arg("number"),
           "A long list that the last answer left, as unsigned numbers of 32 bits; it can be taken once.")
      .def("stop", &Engine::stop, "Asks the search that runs to stop; it is forgotten when the next begins.")
      .def("progress", &Engine::progress, "The length of story that is tried, states kept, stories found.");
}
