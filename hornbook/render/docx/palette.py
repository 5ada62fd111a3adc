"""The theme part: the handout's own colours and fonts, as Word's colour and font pickers offer them to whoever edits it.

Word wants the part to be there and complete; fills, lines and effects are the plainest the schema allows, since nothing uses them.
Order of children: ECMA-376 part 1, CT_BaseStyles.
"""

from __future__ import annotations

from hornbook.render.docx.ooxml import escape, part, rgb
from hornbook.theme import Theme

_SOLID = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'

_NAME = "Hornbook"
"""Not the theme's own: a pupil's file does not say "large-print"."""


def palette_xml(theme: Theme) -> bytes:
    """The theme part, made from the colours and fonts of `theme`."""
    fonts = theme.file.fonts
    styles = (
        f"<a:fillStyleLst>{_SOLID * 3}</a:fillStyleLst>"
        f"<a:lnStyleLst>{''.join(_line(width) for width in (6350, 12700, 19050))}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_SOLID * 3}</a:bgFillStyleLst>"
    )
    return part(
        "a:theme",
        f'<a:themeElements><a:clrScheme name="{_NAME}">{_colours(theme)}</a:clrScheme><a:fontScheme name="{_NAME}">'
        f"<a:majorFont>{_font(fonts.heading)}</a:majorFont><a:minorFont>{_font(fonts.body)}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="{_NAME}">{styles}</a:fmtScheme></a:themeElements>',
        f' name="{_NAME}"',
    )


def _colours(theme: Theme) -> str:
    colours = theme.colours
    accents = (colours.heading, colours.answer, colours.muted, colours.rule, colours.fill, colours.answer_fill)
    values = {"dk1": colours.text, "lt1": colours.page, "dk2": colours.heading, "lt2": colours.fill}
    values |= {f"accent{number}": colour for number, colour in enumerate(accents, 1)}
    values |= {"hlink": colours.heading, "folHlink": colours.muted}
    return "".join(f'<a:{name}><a:srgbClr val="{rgb(colour)}"/></a:{name}>' for name, colour in values.items())


def _font(family: str) -> str:
    return f'<a:latin typeface="{escape(family)}"/><a:ea typeface=""/><a:cs typeface=""/>'


def _line(width: int) -> str:
    return f'<a:ln w="{width}">{_SOLID}</a:ln>'
