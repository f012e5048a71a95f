"""A checker that compares numbers as numbers."""

import doctest
import math

CLOSE = doctest.register_optionflag('CLOSE')
TOLERANCE = 1e-9


class CloseChecker(doctest.OutputChecker):
    """Where an example says CLOSE, floats may differ in their last digits."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        """Tell whether a result is what the example shows."""
        if optionflags & CLOSE:
            return math.isclose(float(want), float(got), rel_tol=TOLERANCE)
        return super().check_output(want, got, optionflags)
