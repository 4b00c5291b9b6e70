# SPDX-License-Identifier: Apache-2.0
"""The storyline chart: a line for each person through time, and lines run together where people are together."""
