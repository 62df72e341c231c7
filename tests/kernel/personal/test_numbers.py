"""Every way in which numbers of persons are typed, and numbers of other kinds."""

import pytest

from yiwang.kernel import personal
from yiwang.kernel.personal import Kind

FOUND = {
    Kind.PHONE: (
        "电话138 0000 0000", "138-0000-0000", "+86 13800000000", "（+86）13800000000",
        "１３８００００００００", "(138-0000-0000)", "联系人：闫工13800000000", "0591-60010357",
        "(0591)60010357", "059160010357", "027-8765 4321转801", "电话：80010846",
        "值班室电话（80020856）", "朱主任（80030306）", "拨打社区电话80030306",
        "010-62345678/62345679", "86-10-62345678", "138.0000.0000", "传真 8765432",
        "电话13800000000转2",
    ),
    Kind.IDENTITY_CARD: (
        "11010519491231002X", "11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ",
        "110105-19491231-002X", "身份证110105491231002", "身份证号码：110105194912310021",
    ),
    Kind.BANK_CARD: (
        "6222020000000000000", "6222 0200 0000 0000 000",
        "银行卡号：6222020000000000001",
    ),
    Kind.PLATE: (
        "鄂A12345", "鄂a12345", "鄂A·D12345", "鄂AD12345", "京A1234警", "鄂A1234挂", "粤Z1234港",
        "WJ鄂12345", "车牌使014578", "鄂A 12F45",
    ),
    Kind.EMAIL: ("someone@example.org", "ｓｏｍｅ＠example.org"),
    Kind.TRAVEL_DOCUMENT: ("护照号E12345678", "港澳通行证C12345678", "护照：EA1234567"),
    Kind.ACCOUNT: ("微信号：wx_abc123", "QQ：123456789", "加V信abc12345", "微信同号abcdef1"),
}  # fmt: skip
LEFT = (
    "FZ19050312344", "编号为：201903455", "公示01020304", "通字（2019）7第0000123号",
    "CJ343-2010", "2016-2017年", "2018-09-26 17:29", "12345", "110", "电话12345", "拨打96111",
    "15900000000元", "13812345678.50", "订单号13812345678", "合同编号15912345678", "2018.4.16",
    "电话：2018年10月", "91350100M000100Y43", "电话至今没人接，2019年10月17日", "A13800000000",
    "138000000001", "0001-20261121", "4111111111111112", "420117202010170001",
    "医保卡6222020000000000001", "E12345678", "建设路118号3栋502室", "值班时间8:30-17:30",
    "共8765432元", "第20191017号", "版本v1000000", "400-820-8820", "GB/T 22239-2019",
    "114.305566,30.593123",
)  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, texts in FOUND.items() for t in texts])
def test_a_number_of_a_person_is_found_however_it_is_typed(kind: Kind, text: str):
    assert {span.kind for span in personal.find(text, kinds=personal.NUMBERS)} == {kind}


@pytest.mark.parametrize("text", LEFT)
def test_a_number_of_another_kind_is_left(text: str):
    assert personal.find(text) == []


def test_two_numbers_beside_each_other_are_both_found():
    found = personal.find("电话：80010846、80040387，手机13800000000/13900000000")
    assert [span.kind for span in found] == [Kind.PHONE] * 4


def test_a_span_says_where_it_lies_and_why():
    text = "请拨打 0591-60010357。"
    (span,) = personal.find(text)
    assert text[span.start : span.end] == "0591-60010357"
    assert (span.why, span.sure) == ("landline", 1.0)


@pytest.mark.parametrize(
    "sign", ["1", "1 ", "138-", "鄂A1", "微信", "王", "王小", "a.", "@a", "·阿"]
)
def test_a_long_text_of_one_sign_takes_no_longer_than_its_length(sign: str):
    assert len(personal.find(sign * 20_000)) <= 20_000
