// SPDX-License-Identifier: Apache-2.0
// A world small enough to be checked by hand. Ash and Wren; `lit` (yes), `at` (thing 0 or 1), `coins` (2). Wren believes that
// nothing is lit. Event 0 puts the light out (Ash wants that), event 1 pays a coin (nobody need want it), event 2 lights
// it (possible only while it is not lit; Wren wants it). A law says that with no coins left nothing is lit.
#pragma once

#include <string>

inline const std::string kSmallWorld =
    "fabula-ground 1\n"
    "people 2\n"
    "things 2\n"
    "fluents 3\n"
    "yes/no yes\n"
    "thing @0\n"
    "number 2.0\n"
    "clock -\n"
    "nodes 15\n"
    "read 0\n"            // 0
    "value yes\n"         // 1
    "value no\n"          // 2
    "= 0 1\n"             // 3 lit
    "= 0 2\n"             // 4 not lit
    "read 2\n"            // 5 coins
    "value 0.0\n"         // 6
    "value 1.0\n"         // 7
    "> 5 6\n"             // 8 coins > 0
    "value -1.0\n"        // 9
    "= 5 6\n"             // 10 coins = 0
    "all 2 10 3\n"        // 11 coins = 0 and lit
    "if 4 7 6\n"          // 12 1 if not lit else 0
    "believes 1 3\n"      // 13 Wren believes lit
    "if 3 7 6\n"          // 14 1 if lit else 0
    "beliefs 1\n"
    "0 no 1 1\n"
    "events 3\n"
    "event 3 1\n"
    "willing 1 0\n"
    "impulses 0\n"
    "observers 1 2\n"
    "effects 1\n"
    "0 = 2 - 0\n"
    "event 8 1\n"
    "willing 0\n"
    "impulses 0\n"
    "observers 1 1\n"
    "effects 1\n"
    "2 += 9 - 0\n"
    "event 4 1\n"
    "willing 1 1\n"
    "impulses 0\n"
    "observers 1 1\n"
    "effects 1\n"
    "0 = 1 - 0\n"
    "wait -\n"
    "laws 1\n"
    "law 11 facts\n"
    "effects 1\n"
    "0 = 2 - 0\n"
    "moments 0\n"
    "utilities 12 14\n"
    "author 5\n"
    "endings 2 10 13\n"
    "end\n";
