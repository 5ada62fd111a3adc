"""The named styles a teacher finds in Word, made from the theme; with the settings and the font table that go with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hornbook.document.inline import Role
from hornbook.fonts import FAMILIES, Face
from hornbook.render.docx.embedding import Embedded
from hornbook.render.docx.ooxml import RunLook, escape, part, rgb, run_properties, twips
from hornbook.theme import Style, Theme

ROLE_STYLES: dict[Role, tuple[str, str]] = {
    "body": ("BodyText", "Body Text"),
    "title": ("Title", "Title"),
    "subtitle": ("Subtitle", "Subtitle"),
    "enquiry": ("Enquiry", "Enquiry"),
    "instruction": ("Instruction", "Instruction"),
    "stem": ("Question", "Question"),
    "provenance": ("Provenance", "Provenance"),
    "caption": ("Caption", "caption"),
    "note": ("Note", "Note"),
    "small": ("SmallPrint", "Small Print"),
    "cell": ("TableText", "Table Text"),
    "gapped": ("GappedText", "Gapped Text"),
    "spaced": ("SpacedText", "Spaced Text"),
}
"""The style of each role: its id, and its name as Word shows it (Word capitalises its own "caption")."""

_EMBED: dict[Face, str] = {
    "regular": "embedRegular",
    "bold": "embedBold",
    "italic": "embedItalic",
    "bold-italic": "embedBoldItalic",
}
_SUBSET = ' w:subsetted="1"'

_BUILT_IN = frozenset(("BodyText", "Title", "Subtitle", "Caption", "Header", "Footer", "Heading1", "Heading2", "Heading3"))


@dataclass(frozen=True, slots=True)
class _Named:
    id: str
    name: str
    look: Style
    keep_next: bool = False
    outline: int | None = None
    exact: bool = False


def _named(theme: Theme) -> Iterator[_Named]:
    for role, (identity, name) in ROLE_STYLES.items():
        yield _Named(identity, name, theme.paragraph(role), keep_next=role in {"title", "subtitle", "instruction"})
    for level in (1, 2, 3):
        yield _Named(f"Heading{level}", f"heading {level}", theme.heading(level), keep_next=True, outline=level - 1)
    body, cell, small = theme.paragraph("body"), theme.paragraph("cell"), theme.paragraph("small")
    yield _Named("Part", "Question Part", theme.paragraph("stem"))
    yield _Named("ListItem", "List Item", replace(body, space_after=0.5 * body.space_after))
    yield _Named(
        "Answer", "Answer", Style(body.family, body.size, body.leading, theme.colours.answer, space_after=body.space_after)
    )
    yield _Named(
        "AnswerLine",
        "Answer Line",
        replace(body, leading=theme.answer_line, colour=theme.colours.rule, space_after=0.0),
        exact=True,
    )
    yield _Named("SourceLabel", "Source Label", source_label(theme), keep_next=True)
    yield _Named("SourceLine", "Source Line", cell)
    yield _Named("LineNumber", "Source Line Number", replace(small, leading=cell.leading, space_after=0.0))
    yield _Named("Gloss", "Gloss", theme.paragraph("note"))
    yield _Named("Figure", "Figure", replace(body, space_after=0.5 * body.space_after))
    yield _Named("PanelTitle", "Panel Title", panel_title(theme))
    yield _Named("Header", "header", theme.running())
    yield _Named("Footer", "footer", theme.running())
    yield _Named("Spacer", "Spacer", Style(body.family, 1.0, 1.0, body.colour), exact=True)


def panel_title(theme: Theme) -> Style:
    """How the title of a panel is set."""
    return replace(theme.heading(3), space_before=0.0, space_after=0.3 * theme.size)


def source_label(theme: Theme) -> Style:
    """How the label of a source is set."""
    return replace(theme.heading(3), space_before=0.0, space_after=0.2 * theme.size)


def direct(style: Style, theme: Theme) -> RunLook:
    """What must also stand on the runs themselves, since Google Docs flattens styles: weight, slope, colour, size."""
    body = theme.paragraph("body")
    return RunLook(
        bold=True if style.bold else None,
        italic=True if style.italic else None,
        colour=style.colour if style.colour != body.colour else None,
        size=style.size if style.size != body.size else None,
    )


def styles_xml(theme: Theme, lang: str) -> bytes:
    """The styles part; `lang` is the language of the document."""
    body = theme.paragraph("body")
    defaults = RunLook(family=body.family, colour=body.colour, size=body.size, lang=lang)
    fixed = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run_properties(defaults)}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{_spacing(body, after=0)}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="HandoutTable"><w:name w:val="Handout Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>{_heads("firstRow")}{_heads("firstCol")}</w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>'
        "<w:semiHidden/></w:style>"
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:uiPriority w:val="99"/>'
        f"<w:rPr>{run_properties(RunLook(colour=theme.colours.heading, underline=True))}</w:rPr></w:style>"
        '<w:style w:type="character" w:customStyle="1" w:styleId="FilledAnswer"><w:name w:val="Filled Answer"/><w:qFormat/>'
        f"<w:rPr>{run_properties(filled(theme))}</w:rPr></w:style>"
    )
    return part("w:styles", fixed + "".join(_style(named, theme) for named in _named(theme)))


def _heads(part: str) -> str:
    # The weight that the runs of headings have anyway: without a look of its own the part would not count as headings.
    return f'<w:tblStylePr w:type="{part}"><w:rPr>{run_properties(RunLook(bold=True))}</w:rPr></w:tblStylePr>'


def filled(theme: Theme) -> RunLook:
    """How an answer shown in its place looks."""
    return RunLook(bold=True, colour=theme.colours.answer, fill=theme.colours.answer_fill)


def _style(named: _Named, theme: Theme) -> str:
    custom = "" if named.id in _BUILT_IN else ' w:customStyle="1"'
    look, body = named.look, theme.paragraph("body")
    run = RunLook(
        family=look.family if look.family != body.family else "",
        bold=look.bold or None,
        italic=look.italic or None,
        colour=look.colour if look.colour != body.colour else None,
        size=look.size if look.size != body.size else None,
    )
    properties = "<w:keepNext/>" * named.keep_next + "<w:keepLines/>" * (named.outline is not None)
    properties += _spacing(look, before=look.space_before, after=look.space_after, exact=named.exact)
    if named.outline is not None:
        properties += f'<w:outlineLvl w:val="{named.outline}"/>'
    following = "" if named.id in {"ListItem", "Answer", "SourceLine"} else '<w:next w:val="BodyText"/>'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{named.id}"><w:name w:val="{named.name}"/><w:basedOn w:val="Normal"/>'
        f"{following}<w:qFormat/><w:pPr>{properties}</w:pPr><w:rPr>{run_properties(run)}</w:rPr></w:style>"
    )


def _spacing(look: Style, *, before: float = 0.0, after: float = 0.0, exact: bool = False) -> str:
    # At least, not exactly: a fallback font or a picture in the line must not be cut off.
    rule = "exact" if exact else "atLeast"
    return f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}" w:line="{twips(look.leading)}" w:lineRule="{rule}"/>'


def settings_xml(theme: Theme, lang: str, *, embed_fonts: bool = False) -> bytes:
    """The settings part: Word 2013 layout, the page's colour shown if it has one, and fonts kept in the file if they are in it."""
    kept = "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" * embed_fonts
    background = "<w:displayBackgroundShape/>" if theme.colours.page != "#ffffff" else ""
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
        )
    )
    return part(
        "w:settings",
        f'<w:zoom w:percent="100"/>{background}{kept}<w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{compatibility}</w:compat><w:themeFontLang w:val="{escape(lang)}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>',
    )


def fonts_xml(theme: Theme, embedded: Sequence[tuple[Embedded, str]] = ()) -> bytes:
    """The font table: each family with what Word may use in its place, and its embedded faces with their relationships."""
    fonts = theme.file.fonts
    names = dict.fromkeys((fonts.body, fonts.heading))
    return part("w:fonts", "".join(_font(name, [pair for pair in embedded if pair[0].family == name]) for name in names))


def _font(name: str, embedded: Sequence[tuple[Embedded, str]]) -> str:
    family = FAMILIES[name]
    faces = "".join(
        f'<w:{_EMBED[font.face]} r:id="{relation}" w:fontKey="{font.key}"{"" if font.whole else _SUBSET}/>'
        for font, relation in embedded
    )
    return (
        f'<w:font w:name="{escape(name)}"><w:altName w:val="{escape(family.alternative)}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{"roman" if family.serif else "swiss"}"/><w:pitch w:val="variable"/>{faces}</w:font>'
    )


def background(theme: Theme) -> str:
    """The page's colour, if it is not white."""
    return f'<w:background w:color="{rgb(theme.colours.page)}"/>' if theme.colours.page != "#ffffff" else ""
