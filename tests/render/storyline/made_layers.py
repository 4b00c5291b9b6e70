# SPDX-License-Identifier: Apache-2.0
"""People who wander between places by a rule, for tests of layouts."""

from fabula.render.storyline.measures import Layer


def wanderers(people: int, steps: int, places: int, moves: int, seed: int = 1) -> tuple[Layer, ...]:
    """So many people, of whom at each step so many go elsewhere."""
    number = seed

    def chosen(below: int) -> int:
        nonlocal number
        number = (number * 1103515245 + 12345) % 2**31
        return (number >> 8) % below

    at = [chosen(places) for _ in range(people)]
    layers: list[Layer] = []
    for _ in range(steps):
        groups = [tuple(who for who in range(people) if at[who] == place) for place in range(places)]
        layers.append(tuple(group for group in groups if group))
        for _ in range(moves):
            at[chosen(people)] = chosen(places)
    return tuple(layers)
