# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a text, one file a family: functions from facts to `Diagnostic`.

The checkers find problems and call these; all wording is here, and only here: you wrote X - but Y - try Z. Imports
`fabula.diagnostics` and the model. Begin reading with `names.py`.
"""
