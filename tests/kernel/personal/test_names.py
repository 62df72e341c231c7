"""Who is named, and what only looks like a name."""

import pytest

from yiwang.kernel import personal
from yiwang.kernel.personal import Kind

NAMED = {
    "我叫张伟明，住在建设路": "张伟明",
    "联系人：王芳，电话13800000000": "王芳",
    "村民李建军反映": "李建军",
    "户主欧阳修远": "欧阳修远",
    "法人代表刘志强失联": "刘志强",
    "姓名：殷桃；性别：女": "殷桃",
    "陈晓东主任的态度很好": "陈晓东",
    "我和周丽华是夫妻": "周丽华",
    "来电人艾合买提·吐尔洪反映": "艾合买提·吐尔洪",
}
ONLY_SURNAME = (
    "联系人：闫工",
    "体育学院周处长",
    "李女士来电",
    "王先生",
    "村民张某某",
    "李某",
    "负责人（李总：",
)
NOBODY = (
    "王家墩街道", "高新区金工业园", "石家庄市", "黄河路", "马路对面", "何时能解决", "施工单位",
    "安全隐患", "方便群众", "周边居民", "高峰时段", "江南小区", "常住人口", "任何部门",
    "谢谢领导", "程序合法", "张家湾社区", "平安小区", "许可证", "万达广场", "严重扰民",
    "于是停水", "成立业委会", "关于请求", "白天施工", "连续三天", "温度太低", "白云山", "金银湖",
    "安静的环境",
)  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NAMED.items())
def test_a_person_is_found_by_surname_and_what_stands_around(text: str, name: str):
    found = [span for span in personal.find(text) if span.kind is Kind.NAME]
    assert [text[span.start : span.end] for span in found] == [name]


@pytest.mark.parametrize("text", ONLY_SURNAME)
def test_a_surname_with_a_title_is_told_apart_from_a_name(text: str):
    assert {span.kind for span in personal.find(text)} == {Kind.SURNAME_ONLY}


@pytest.mark.parametrize("text", NOBODY)
def test_places_and_words_that_begin_like_a_name_are_left(text: str):
    assert personal.find(text) == []
