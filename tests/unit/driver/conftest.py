"""What fails in the checks is told with its values."""

import pytest

pytest.register_assert_rewrite("tests.unit.driver.checks")
