// SPDX-License-Identifier: Apache-2.0
// The extension `_fabula`: what Python sees of the native engine.
#include <nanobind/nanobind.h>

NB_MODULE(_fabula, module) {
  module.doc() = "The native engine of Fabula. Import fabula.engine.native instead of this.";
  module.attr("version") = "fabula-ground 1";
}
