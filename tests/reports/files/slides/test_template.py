"""The consultancy's own template: used where it suits, refused with a reason where it does not."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from reports.document import document_of
from reports.enums import TemplateTrouble
from reports.files.branding import Branding
from reports.files.slides import slides_and_trouble, slides_of
from reports.files.slides.look import look_of
from reports.files.slides.packing import packed
from reports.files.slides.template import template_of
from reports.files.template_check import trouble_in_archive
from tests.reports.files.slides.decks import BRANDING, COLOPHON, deck_of, parts, texts
from tests.reports.samples import sample_material


def template(*, slides: int = 1) -> bytes:
    """What PowerPoint made fifteen years ago: 4:3, with a sample slide."""
    deck = Presentation()
    for number in range(slides):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Sample {number}"
    return saved(deck)


def saved(deck) -> bytes:
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def changed(content: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The same archive with other, more or fewer parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in ({**parts(content), **changes}).items():
            if part is not None:
                archive.writestr(name, part)
    return file.getvalue()


@pytest.fixture(scope="module")
def plain() -> bytes:
    return template()


@pytest.fixture(scope="module")
def document():
    return replace(document_of(sample_material()), chapters=())


def test_slides_keep_the_size_of_the_template_and_lose_its_samples(plain, document):
    deck = deck_of(document, sample_material(), plain)
    assert (deck.slide_width, deck.slide_height) == (9_144_000, 6_858_000)
    assert "Sample" not in texts(deck)
    assert deck.slide_layouts[0].name == "Title Slide"
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_nothing_of_the_sample_slides_is_left_in_the_file(plain, document):
    content = slides_of(document, sample_material(), BRANDING, COLOPHON, plain)
    assert not any(b"Sample" in part for part in parts(content).values())
    assert "docProps/thumbnail.jpeg" not in parts(content)


def test_a_template_without_slides_is_used(document):
    assert template_of(template(slides=0), Branding("X")).trouble is None


def test_a_template_without_a_content_layout_is_used_by_its_title_layouts(plain):
    deck = Presentation(io.BytesIO(plain))
    for layout in list(deck.slide_layouts):
        if layout.name not in {"Title Slide", "Title Only"} and not layout.used_by_slides:
            deck.slide_layouts.remove(layout)
    opened = template_of(saved(deck), Branding("X"))
    assert opened.trouble is None
    assert opened.opening.name == "Title Slide"


def test_layouts_with_a_title_and_little_room_are_refused(plain):
    deck = Presentation(io.BytesIO(plain))
    for holder in (deck.slide_master, *deck.slide_layouts):
        for part in holder.placeholders:
            if part.placeholder_format.type in {1, 3}:
                part.left, part.top, part.width, part.height = 0, 0, 9_000_000, 5_500_000
            elif part.element.find(f".//{qn('a:xfrm')}") is not None:
                part.left, part.top, part.width, part.height = 0, 5_600_000, 900_000, 200_000
    opened = template_of(saved(deck), Branding("X"))
    assert opened.trouble is TemplateTrouble.CRAMPED
    assert opened.is_house


def test_the_accent_is_the_templates_unless_the_workspace_has_its_own(plain):
    opened = template_of(plain, Branding("X"))
    assert look_of(opened.finding, Branding("X"), is_house=False).accent is None
    own = look_of(opened.finding, Branding("X", "#7a1f5c"), is_house=False)
    assert own.accent == "#7a1f5c"


def test_a_template_that_cannot_be_used_gives_way_to_ours_and_the_notes_say_why(document):
    deck = deck_of(document, sample_material(), b"not a template")
    assert deck.slide_layouts[0].name == "Opening"
    assert "This is not a PowerPoint file" in deck.slides[0].notes_slide.notes_text_frame.text


MASTER = "ppt/slideMasters/slideMaster1.xml"
LATE = {
    "no places": (r"<a:xfrm.*?</a:xfrm>", ""),
    "a title that is not the first": (r'<p:ph type="title"/>', '<p:ph type="title" idx="5"/>'),
    "a size in words": (r'sz="\d+"', 'sz="large"'),
}


@pytest.mark.parametrize("name", LATE)
def test_a_template_that_breaks_while_it_is_filled_gives_way_to_ours(plain, document, name, caplog):
    pattern, other = LATE[name]
    broken = {
        part: re.sub(pattern, other, content.decode(), flags=re.DOTALL).encode()
        for part, content in parts(plain).items()
        if part == MASTER or part.startswith("ppt/slideLayouts/slideLayout")
    }
    content, trouble = slides_and_trouble(
        document, sample_material(), BRANDING, COLOPHON, changed(plain, broken)
    )
    assert template_of(changed(plain, broken), BRANDING).trouble is None
    assert trouble is TemplateTrouble.DAMAGED
    deck = Presentation(io.BytesIO(content))
    assert deck.slide_layouts[0].name == "Opening"
    assert "cannot be read" in deck.slides[0].notes_slide.notes_text_frame.text
    assert "could not be filled" in caplog.text


def test_a_template_without_a_size_is_refused(plain):
    text = re.sub(rb"<p:sldSz[^>]*/>", b"", parts(plain)["ppt/presentation.xml"])
    sizeless = changed(plain, {"ppt/presentation.xml": text})
    assert template_of(sizeless, BRANDING).trouble is TemplateTrouble.DAMAGED


def macro(content: bytes) -> bytes:
    types = parts(content)["[Content_Types].xml"]
    kind = b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
    types = types.replace(
        b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", kind
    )
    return changed(content, {"[Content_Types].xml": types})


def linked(content: bytes) -> bytes:
    name = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    link = (
        b'<Relationship Id="rId99" TargetMode="External" Target="http://203.0.113.9/a.png" Type='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
    )
    part = parts(content)[name].replace(b"</Relationships>", link + b"</Relationships>")
    return changed(content, {name: part})


def with_doctype(content: bytes) -> bytes:
    name = "ppt/presentation.xml"
    bomb = b'<!DOCTYPE a [<!ENTITY b "ccc"><!ENTITY d "&b;&b;">]>'
    part = parts(content)[name]
    end = part.index(b"?>") + 2
    return changed(content, {name: part[:end] + bomb + part[end:]})


def bomb(content: bytes) -> bytes:
    return changed(content, {"ppt/media/large.png": bytes(130_000_000)})


def large_part(content: bytes) -> bytes:
    return changed(content, {"ppt/theme/theme1.xml": b" " * 9_000_000})


HOSTILE = {
    "macro": (macro, TemplateTrouble.ACTIVE),
    "macro beside": (lambda c: changed(c, {"ppt/vbaProject.bin": b"x"}), TemplateTrouble.ACTIVE),
    "program": (lambda c: changed(c, {"ppt/embeddings/a.exe": b"x"}), TemplateTrouble.ACTIVE),
    "link": (linked, TemplateTrouble.LINKED),
    "document type": (with_doctype, TemplateTrouble.DAMAGED),
    "large when unpacked": (bomb, TemplateTrouble.TOO_MUCH),
    "large part of XML": (large_part, TemplateTrouble.TOO_MUCH),
    "many entries": (
        lambda c: changed(c, {f"x/{number}": b"" for number in range(2_001)}),
        TemplateTrouble.TOO_MUCH,
    ),
    "way out": (lambda c: changed(c, {"../../etc/x.xml": b"<a/>"}), TemplateTrouble.DAMAGED),
    "absolute": (lambda c: changed(c, {"/etc/x.xml": b"<a/>"}), TemplateTrouble.DAMAGED),
    "cut off": (lambda c: c[: len(c) // 2], TemplateTrouble.DAMAGED),
    "broken XML": (lambda c: changed(c, {"ppt/presentation.xml": b"<a>"}), TemplateTrouble.DAMAGED),
    "no presentation": (
        lambda c: changed(c, {"[Content_Types].xml": b"<Types/>"}),
        TemplateTrouble.NO_PRESENTATION,
    ),
    "another archive": (
        lambda c: changed(c, {"[Content_Types].xml": None}),
        TemplateTrouble.NO_PRESENTATION,
    ),
    "picture": (lambda _c: b"\x89PNG\r\n\x1a\n", TemplateTrouble.NO_PRESENTATION),
    "nothing": (lambda _c: b"", TemplateTrouble.NO_PRESENTATION),
    "large": (lambda _c: b"PK" + bytes(20_000_001), TemplateTrouble.TOO_LARGE),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(plain, name):
    change, trouble = HOSTILE[name]
    assert trouble_in_archive(change(plain)) is trouble


def test_an_honest_template_is_not_refused(plain):
    assert trouble_in_archive(plain) is None
    assert trouble_in_archive(packed(plain)) is None


def test_a_template_without_titles_is_refused(plain):
    deck = Presentation(io.BytesIO(plain))
    for layout in deck.slide_layouts:
        for part in list(layout.placeholders):
            if part.placeholder_format.type in {1, 3}:
                part.element.getparent().remove(part.element)
    assert trouble_in_archive(saved(deck)) is TemplateTrouble.NO_TITLE
