"""Text of an unknown encoding: found out, and every byte accounted for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwang.kernel.refusals import Invalid
from yiwang.kernel.text_files import decode

TEXT = "编号,诉求内容\r\n1,小区门口路灯不亮，请尽快处理。\r\n"
chinese = st.text("编号诉求内容路灯不亮请尽快处理 ，。㛃𠮷〇abc123\t", max_size=40).map(
    lambda text: f"{text}\n"
)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_the_usual_encodings_are_found_out(written, found):
    file = decode(TEXT.encode(written))
    assert (file.text, file.encoding) == (TEXT, found)


@pytest.mark.parametrize("mark", [b"\xfe\xff", b"\x00\x00\xfe\xff"])
def test_a_mark_may_say_that_the_high_byte_comes_first(mark):
    encoding = "utf-16-be" if len(mark) == 2 else "utf-32-be"
    assert decode(mark + TEXT.encode(encoding)).text == TEXT


@given(chinese, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_no_letter_is_lost_in_the_encodings_of_unicode(text, encoding):
    assert decode(text.encode(encoding)).text == text


@given(chinese.filter(lambda text: any(sign >= "一" for sign in text)))
def test_chinese_in_gb18030_is_never_taken_for_something_else(text):
    content = text.encode("gb18030")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        assert decode(content).text == text


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_that_writes_back_to_them_or_a_refusal(content):
    try:
        file = decode(content)
    except Invalid:
        return
    # A mark that says which byte comes first is the only thing that may be written differently.
    if file.encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-8-sig"):
        assert file.text.encode(file.encoding) == content


def test_an_empty_file_is_an_empty_text():
    assert decode(b"").text == ""


def test_binary_content_is_refused_with_its_place():
    with pytest.raises(Invalid, match="表.csv不是文本文件（第3字节") as refused:
        decode(b"abc\x00\x01\x02", name="表.csv")
    assert refused.value.details["offset"] == 3


def test_a_damaged_file_is_refused_with_the_first_bad_byte():
    content = TEXT.encode() * 5
    cut = content.index("路灯".encode())
    with pytest.raises(Invalid, match="UTF-8") as refused:
        decode(content[:cut] + b"\xff" + content[cut + 1 :])
    assert refused.value.details["offset"] == cut


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_file_cut_off_within_a_character_is_refused(encoding):
    with pytest.raises(Invalid, match=f"不是{encoding.upper()}编码"):
        decode("路灯".encode(encoding)[:-1])


def test_big5_is_no_usual_encoding_here_and_may_be_misread_but_loses_no_byte():
    content = ("路燈故障，請儘快派人處理，謝謝。" * 20).encode("big5")
    file = decode(content)
    assert file.encoding == "gb18030"
    assert file.text.encode(file.encoding) == content
