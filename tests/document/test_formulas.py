"""Formulas: how they are typed, and what is refused."""

from __future__ import annotations

import pytest

from hornbook.document.formulas import mathml, plain
from hornbook.prose import Prose

TYPED = {
    r"a = \frac{v-u}{t}": "a=(v−u)/t",
    r"\frac{mv}{2r} + \frac{v_1}{v_2}": "mv/(2r)+v_1/v_2",
    r"E_k = \frac{1}{2}mv^2": "E_k=1/2mv^2",
    r"\sqrt{2}": "√2",
    r"\sqrt[3]{x}": "3√x",
    r"9.8\,\mathrm{m\,s^{-2}}": "9.8ms^−2",
    r"\rho = m / V": "ρ=m/V",
}


@pytest.mark.parametrize("tex", TYPED)
def test_a_formula_is_typed_on_a_line(tex: str):
    assert plain(tex) == TYPED[tex]


@pytest.mark.parametrize(
    ("tex", "message"),
    [
        (r"\frac{1}{", r"the formula $\frac{1}{$ does not parse — look at its braces, and at the arguments of its commands"),
        (r"\wrong{x}", r"the formula $\wrong{x}$ uses \wrong, which is not known — look at its spelling"),
        (r"\def\x{1}\x", r"the formula uses \def — write notation only, no commands that define others"),
        ("x" * 401, "a formula of 401 characters; the most is 400 — split it"),
        ("{" * 13 + "x" + "}" * 13, f"the formula ${'{' * 13}x{'}' * 13}$ is nested too deeply — write it in steps"),
    ],
)
def test_what_is_no_formula_is_refused(tex: str, message: str):
    with pytest.raises(ValueError, match="—") as error:
        mathml(tex)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("so $x^2$ is", 'so <formula tex="x^2"/> is'),
        ("from $5 to $10", "from $5 to $10"),
        ("$5 and 6$7", "$5 and 6$7"),
        (r"\$x\$", "$x$"),
        ("$a < b$", '<formula tex="a &lt; b"/>'),
        (r"$\frac{{a}}{b}$", r'<formula tex="\frac{{a}}{b}"/>'),
    ],
)
def test_dollar_signs_make_a_formula_and_prices_stay_prices(text: str, markup: str):
    assert Prose.checked(text).__html__() == markup
