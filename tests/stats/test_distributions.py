"""Tails against printed tables, and the promise that scipy is imported only when asked."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest
from scipy import special

import pmdocs.stats
from pmdocs.stats.distributions import (
    chi_square_above,
    noncentral_t_above,
    t_quantile,
    t_two_sided_p,
)
from pmdocs.stats.intervals import critical_z, normal_probability


def test_printed_tables() -> None:
    assert critical_z(0.95) == pytest.approx(1.959964, abs=5e-7)
    assert normal_probability(1.959964) == pytest.approx(0.975, abs=5e-7)
    assert t_quantile(0.975, 10) == pytest.approx(2.228, abs=5e-4)
    assert t_two_sided_p(2.228139, 10) == pytest.approx(0.05, abs=5e-7)
    assert t_two_sided_p(-2.228139, 10) == pytest.approx(0.05, abs=5e-7)
    assert chi_square_above(3.841459, 1) == pytest.approx(0.05, abs=5e-7)
    assert chi_square_above(11.070498, 5) == pytest.approx(0.05, abs=5e-7)


def test_t_without_noncentrality_is_symmetric() -> None:
    assert noncentral_t_above(0, 7, 0) == pytest.approx(0.5)


@pytest.mark.parametrize("df", range(1, 12))
@pytest.mark.parametrize("value", [0.0, 0.3, 5.0, 40.0, 700.0])
def test_chi_square_agrees_with_scipy(value: float, df: int) -> None:
    assert chi_square_above(value, df) == pytest.approx(float(special.chdtrc(df, value)), rel=1e-12)


def test_shares_need_no_scipy() -> None:
    code = """if True:
        import sys
        from pmdocs.stats.experiments import sample_ratio_p, sample_sizes
        from pmdocs.stats.posterior import probability_better
        from pmdocs.stats.proportions import fisher_exact_p, newcombe_difference, two_proportion_z
        arms = 1, 10, 5, 10
        newcombe_difference(*arms), two_proportion_z(*arms), fisher_exact_p(*arms), probability_better(*arms)
        sample_ratio_p([10, 10], [0.5, 0.5]), sample_sizes(0.1, 0.2)
        sys.exit(bool({"scipy", "numpy"} & set(sys.modules)))
    """
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_importing_every_module_does_not_import_scipy() -> None:
    names = [f"pmdocs.stats.{module.name}" for module in pkgutil.iter_modules(pmdocs.stats.__path__)]
    assert len(names) > 10
    code = f"import sys, {', '.join(names)}; sys.exit(bool({{'scipy', 'numpy'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
