"""Where pages end, and what is kept together."""

from collections.abc import Iterable, Mapping
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from hornbook.document.inline import Paragraph, Text
from hornbook.document.nodes import (
    AnswerSpace,
    Block,
    Cell,
    Extract,
    Figure,
    Group,
    Heading,
    Item,
    Line,
    List,
    Panel,
    PanelKind,
    Question,
    Raster,
    Row,
    Table,
)
from hornbook.pipeline import templates_in, theme_of
from hornbook.render.pdf import render
from hornbook.render.pdf.blocks import Compositor
from hornbook.render.pdf.boxes import FORBIDDEN, Frame, Place, Slug, guard, height
from hornbook.render.pdf.paginate import paginate
from hornbook.render.pdf.tags import Element
from hornbook.theme import Theme
from tests.render.pdf.looking import spot, spots, texts
from tests.specimen import document, picture, theme, words

LONG = "The powers of Europe met and parted without a treaty, and nobody was surprised at it. " * 12


def fill(lines: int) -> list[Block]:
    """Paragraphs of a line each."""
    return [words(f"line{number}") for number in range(lines)]


def pages_of(*needles: str, blocks: list[Block]) -> list[list[int]]:
    """For each needle the pages on which it stands."""
    pages = texts(document(*blocks))
    return [[number for number, page in enumerate(pages) if needle in page] for needle in needles]


def at_every_depth(*blocks: Block) -> list[list[Block]]:
    """The blocks after more and more lines, so that a page's end falls on each place in them."""
    return [[*fill(lines), *blocks] for lines in range(18, 38)]


def test_heading_stays_with_what_follows():
    for blocks in at_every_depth(Heading(2, (Text("Heading"),)), words("follower"), *fill(3)):
        heading, follower = pages_of("Heading", "follower", blocks=blocks)
        assert heading == follower


def test_kept_paragraph_stays_with_what_follows():
    for blocks in at_every_depth(Paragraph(keep=True, content=(Text("keeper"),)), words("follower"), *fill(3)):
        keeper, follower = pages_of("keeper", "follower", blocks=blocks)
        assert keeper == follower


def test_no_widows_and_no_orphans():
    split = 0
    for blocks in at_every_depth(words(LONG * 2 + "finis")):
        prose = [
            one for one in spots(document(*blocks)) if one.left < 60 and 70 < one.top < 770 and not one.text.startswith("line")
        ]
        pages = {one.page for one in prose}
        split += len(pages) > 1
        assert all(sum(one.page == page for one in prose) > 1 for page in pages)
    assert split


def test_stem_stays_with_its_first_two_answer_lines():
    split = 0
    for lines in range(20, 40):
        file = document(*fill(lines), Question(4, "9", (words("stem"), AnswerSpace(16))), words("after"))
        found = spots(file)
        stem = spot("stem", found)
        room = theme().page_size[1] - theme().margins[2] - stem.bottom
        assert room > 2 * theme().answer_line - 2
        assert spot("9", [one for one in found if one.left < 60]).page == stem.page
        split += spot("after", found).page > stem.page
    assert split


def test_what_leads_to_a_task_stays_with_it():
    points = List(items=tuple(Item((words(text),)) for text in ("point0", "point1")))
    rows = Row(True, (Cell(children=(words("signs"),)),)), Row(cells=(Cell(children=(AnswerSpace(5, "blank"),)),))
    plan = Table((1.0,), rows=rows)
    essay = Question(12, "8", (words("stem"), words("hint"), points, plan, AnswerSpace(18)))
    for blocks in at_every_depth(essay, words("after")):
        pages = pages_of("stem", "hint", "point0", "point1", "signs", blocks=blocks)
        assert len({tuple(each) for each in pages}) == 1
        assert len(pages[0]) == 1


def test_word_box_stays_with_its_picture():
    question = Question(4, "9", (words("stem"), Panel("bank", children=(words("bank"),)), Figure("map", "a map", width=0.3)))
    for before in range(18, 45):
        slugs, _, room = set_alone(theme(), *fill(before), question, images={"map": picture()})
        assert len(pages_with(slugs, slugs[before:], room)) == 1


def test_remarks_stay_with_the_end_of_a_table():
    rows = tuple(Row(cells=(Cell(children=(words(f"row{number}"),)),)) for number in range(5))
    notes = [Paragraph("note", content=(Text(text),)) for text in ("remark0", "remark1")]
    for blocks in at_every_depth(Table((1.0,), rows=rows), *notes):
        last, first, second = pages_of("row4", "remark0", "remark1", blocks=blocks)
        assert last == first == second


def test_long_answer_begins_and_ends_with_three_lines():
    for before in range(45):
        slugs, _, room = set_alone(theme(), *fill(before), AnswerSpace(9))
        lines = slugs[before:]
        for part in (lines[:3], lines[-3:]):
            assert len(pages_with(slugs, part, room)) == 1


def test_group_stays_on_one_page():
    for blocks in at_every_depth(Group((words("first"), *fill(12), words("last")))):
        first, last = pages_of("first", "last", blocks=blocks)
        assert first == last


def test_group_larger_than_a_page_is_set_nevertheless():
    first, last = pages_of("first", "last", blocks=[Group((words("first"), *fill(80), words("last")))])
    assert first == [0]
    assert last[0] > 0


def test_options_stay_together():
    options = List("upper-alpha", tuple(Item((words(f"option{number}"),)) for number in range(4)))
    for blocks in at_every_depth(Question(1, "7", (words("stem"), options))):
        assert len({tuple(pages) for pages in pages_of("stem", "option0", "option3", blocks=blocks)}) == 1


def test_source_stays_on_one_page_if_one_can_hold_it():
    extract = Extract("Source Q", (Text("origin"),), lines=tuple(Line(n, content=(Text(f"said{n}."),)) for n in range(1, 13)))
    for blocks in at_every_depth(extract):
        assert len({tuple(pages) for pages in pages_of("Source Q", "said1.", "said12.", blocks=blocks)}) == 1


def test_long_source_breaks_between_its_lines():
    extract = Extract("Source Q", lines=tuple(Line(n, content=(Text(f"said{n}."),)) for n in range(1, 121)))
    label, first, second, last = pages_of("Source Q", "said1.", "said2.", "said120.", blocks=[*fill(5), extract])
    assert label == first == second
    assert last > first


def test_picture_stays_with_its_caption():
    figure = Figure("map", "a map", width=0.5, content=(Text("caption"),))
    for lines in range(10, 36, 3):
        file = document(*fill(lines), figure, images={"map": picture()})
        caption = spot("caption", spots(file))
        assert caption.top > theme().margins[0] + 100


def test_header_rows_come_back_on_each_page():
    rows = tuple(Row(cells=(Cell(children=(words(f"row{number}"),)),)) for number in range(90))
    table = Table((1.0,), rows=(Row(header=True, cells=(Cell(children=(words("Events"),)),)), *rows))
    pages = texts(document(*fill(3), table))
    assert len(pages) > 2
    assert [page.count("Events") for page in pages] == [1] * len(pages)
    assert all(page.index("Events") < page.index("row") for page in pages)


def test_row_taller_than_a_page_is_split_between_its_lines():
    tall = Table((1.0, 1.0), rows=(Row(cells=(Cell(children=tuple(fill(80))), Cell(children=(words("beside"),)))),))
    found = spots(document(tall))
    assert {one.text for one in found} >= {f"line{number}" for number in range(80)}
    foot = theme().page_size[1] - theme().margins[2]
    assert all(one.bottom <= foot for one in found if one.text.startswith("line"))
    assert max(one.page for one in found) >= 1


def test_row_taller_than_a_page_leaves_room_for_the_header_and_the_table_around_it():
    inner = Table((1.0,), rows=(Row(cells=(Cell(children=tuple(fill(80))),)),))
    header = Row(header=True, cells=(Cell(children=(words("Events"), words("and more"))),))
    found = spots(document(Table((1.0,), rows=(header, Row(cells=(Cell(children=(inner,)),))))))
    foot = theme().page_size[1] - theme().margins[2]
    lines = [one for one in found if one.text.startswith("line")]
    assert {one.text for one in lines} == {f"line{number}" for number in range(80)}
    assert all(one.bottom <= foot for one in lines)


def test_row_of_one_column_breaks_where_it_would_leave_much_of_a_page_blank():
    items = List(items=tuple(Item((words(f"item{number}"),)) for number in range(30)))
    low = List(items=tuple(Item((words(f"low{number}"),)) for number in range(5)))
    table = Table((1.0,), rows=(Row(cells=(Cell(children=(items,)),)), Row(cells=(Cell(children=(low,)),))))
    first, last, top, foot = pages_of("item0", "item29", "low0", "low4", blocks=[*fill(22), table, *fill(3)])
    assert (first, last) == ([0], [1])
    assert top == foot
    pieces = texts(document(*fill(22), table))
    assert [sum(f"item{number}" in page.split() for page in pieces) for number in range(30)] == [1] * 30


def test_last_page_is_not_a_single_line_if_squeezing_helps():
    numbers = [render(document(*fill(lines)), theme()).pages for lines in range(30, 45)]
    last = [sum("line" in one.text for one in spots(document(*fill(lines))) if one.page == 1) for lines in range(30, 45)]
    assert numbers[0] == 1
    assert all(count > 2 for count in last if count)


def test_panel_is_drawn_on_each_page_it_reaches():
    panel = Panel("context", "Context", tuple(words(f"part{number}") for number in range(90)))
    pages = texts(document(*fill(10), panel))
    assert len(pages) > 2
    assert all("part" in page for page in pages)


def test_deep_nesting_stays_within_the_margins():
    block: Block = words("innermost words of a deep tree")
    for level in range(12):
        block = Question(None, f"({level})", (words("stem"), List("bullet", (Item((Panel("frame", "", (block,)),)),))))
    right = theme().page_size[0] - theme().margins[1]
    found = spots(document(block))
    assert "innermost" in "".join(one.text for one in found)
    assert all(one.right <= right + 1 for one in found)


def test_table_with_columns_too_narrow_for_words_sets_its_cells_under_each_other():
    cells = tuple(Cell(children=(words(f"cell{number}"),)) for number in range(30))
    found = [one for one in spots(document(Table((1.0,) * 30, rows=(Row(cells=cells),)))) if one.text.startswith("cell")]
    assert [one.text for one in found] == [f"cell{number}" for number in range(30)]


def test_no_item_of_a_list_and_no_row_of_a_table_is_left_alone():
    items = List("bullet", tuple(Item((words(f"item{number}"),)) for number in range(12)))
    table = Table((1.0,), rows=tuple(Row(cells=(Cell(children=(words(f"item{number}"),)),)) for number in range(12)))
    for block in (items, table):
        for blocks in at_every_depth(block):
            counts = [page.count("item") for page in texts(document(*blocks))]
            assert 1 not in counts


def set_alone(look: Theme, *blocks: Block, images: Mapping[str, Raster] | None = None) -> tuple[list[Slug], Frame, float]:
    """The blocks as slugs, the frame around all of them, and the height of a page."""
    top, _, bottom, _ = look.margins
    room, root = look.page_size[1] - top - bottom, Frame()
    place = Place(0.0, look.text_width, root, room, Element("Document"))
    return Compositor(look, images or {}).blocks(blocks, place), root, room


def pages_with(slugs: list[Slug], wanted: Iterable[Slug], room: float) -> set[int]:
    """The pages on which those that are wanted stand."""
    ids = {id(slug) for slug in wanted}
    return {number for number, page in enumerate(paginate(slugs, room)) for slug in slugs[page.start : page.end] if id(slug) in ids}


LOOKS = st.sampled_from([theme(), *(theme_of(templates_in(None), "large-print", "a4", size) for size in (18.0, 24.0, 36.0))])


@given(LOOKS, st.integers(0, 40), st.lists(st.integers(1, 50), min_size=1, max_size=12), st.sampled_from(get_args(PanelKind)))
def test_panel_shorter_than_a_page_never_breaks(look: Theme, before: int, lengths: list[int], kind: PanelKind):
    children = (List("bullet", tuple(Item((words("some words " * count),)) for count in lengths)), words("and more"))
    slugs, root, room = set_alone(look, *fill(before), Panel(kind, "Title", children), *fill(3))
    inside = [slug for slug in slugs if slug.frame is not root]
    pages = pages_with(slugs, inside, room)
    assert len(pages) == 1 or height(inside, root) > room


@given(LOOKS, st.integers(0, 40), st.integers(1, 60), st.integers(2, 30))
def test_stem_stays_whole_and_with_the_first_part_of_its_answer_space(look: Theme, before: int, length: int, lines: int):
    question = Question(4, "9", (words("some words " * length), AnswerSpace(lines)))
    slugs, _, room = set_alone(look, *fill(before), question, *fill(3))
    asked = slugs[before:-3]
    stem, space = asked[:-lines], asked[-lines:]
    if height(stem) <= room / 2:
        assert len(pages_with(slugs, [*stem, *space[:2]], room)) == 1


def slugs_of(heights: list[float]) -> list[Slug]:
    root = Frame()
    slugs = [Slug(root, height) for height in heights]
    guard(slugs)
    return slugs


@given(st.lists(st.floats(5, 90), min_size=1, max_size=60))
def test_pages_hold_every_slug_once_and_none_overflows(heights):
    pages = paginate(slugs_of(heights), 100)
    assert [page.start for page in pages] == [0, *(page.end for page in pages[:-1])]
    assert pages[-1].end == len(heights)
    assert all(sum(heights[page.start : page.end]) <= 100.001 for page in pages)


def test_forbidden_break_is_made_only_if_it_must_be():
    slugs = slugs_of([30] * 6)
    for slug in slugs:
        slug.cost = FORBIDDEN
    slugs[2].cost = 0
    assert [(page.start, page.end) for page in paginate(slugs, 100)] == [(0, 2), (2, 5), (5, 6)]


def test_slug_taller_than_a_page_stands_alone():
    assert [(page.start, page.end) for page in paginate(slugs_of([30, 300, 30]), 100)] == [(0, 1), (1, 2), (2, 3)]
