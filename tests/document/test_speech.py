"""Formulas read out, in every language that has a catalogue."""

from __future__ import annotations

import pytest

from hornbook.document.formulas import mathml
from hornbook.document.speech import spoken
from hornbook.locale import ENGLISH, load_words
from hornbook.places import builtin_folder

SPANISH = load_words("es-MX", [builtin_folder()])

SAID = {
    r"a = \frac{v-u}{t}": ("a equals the quantity v minus u, over t", "a es igual a la cantidad v menos u, sobre t"),
    r"E_k = \frac{1}{2}mv^2": ("E k equals 1 over 2 m v squared", "E sub k es igual a 1 sobre 2 m v al cuadrado"),
    r"\sqrt{2}": ("the square root of 2", "la raíz cuadrada de 2"),
    r"\sqrt[3]{x} + \sqrt[4]{x}": (
        "the cube root of x plus the root of order 4 of x",
        "la raíz cúbica de x más la raíz de índice 4 de x",
    ),
    r"9.8\,\mathrm{m\,s^{-2}}": ("9.8 m s to the power of minus 2", "9.8 m s elevado a menos 2"),
    r"9{,}8\,\mathrm{m/s}": ("9,8 m over s", "9,8 m partido por s"),
    r"\rho = m / V": ("rho equals m over V", "ro es igual a m partido por V"),
    r"20\,^\circ\mathrm{C}": ("20 degrees C", "20 grados C"),
    r"\vec{F} = m\vec{a}": ("vector F equals m vector a", "vector F es igual a m vector a"),
    r"\overline{x} \approx x_0^3": ("x bar is about x 0 cubed", "x barra es aproximadamente x sub 0 al cubo"),
    r"\sum_{i=1}^{n} x_i": ("the sum from i equals 1 to n of x i", "la suma desde i es igual a 1 hasta n de x sub i"),
    r"(a+b)^2": ("open bracket a plus b close bracket squared", "abre paréntesis a más b cierra paréntesis al cuadrado"),
    r"100\% \cdot x''": ("100 per cent times x double prime", "100 por ciento por x segunda"),
}


@pytest.mark.parametrize("tex", SAID)
def test_a_formula_is_read_out_in_the_language_of_the_words(tex: str):
    mathml(tex)
    assert (spoken(tex, ENGLISH), spoken(tex, SPANISH)) == SAID[tex]


def test_a_language_without_a_catalogue_hears_english():
    assert spoken("x^2", load_words("fr", [builtin_folder()])) == "x squared"
