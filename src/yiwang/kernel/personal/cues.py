"""What stands before a number and tells what it is."""

import re

LOOKED_BACK = 16
# A number right after one of these is the number of a paper or a thing, not of a person.
_THING = re.compile(
    r"(?:编号|编码|单号|单子|订单|运单|快递|物流|合同|案号|文号|工单|流水|受理|批号|件号|证书|许可证|房产证|不动产"
    r"|执照|代码|税号|发票|户号|表号|车架|发动机|住院|病历|门诊|登记证|项目|标准|诉求件|票号|序列|学号|考号|准考证"
    r"|会员|医保|社保|公交|燃气|一卡通|注册|备案|公示|投资|ISBN|NO\.?|第)"
    r"(?:卡|号码|号|编号|代码)?[\s:为是(#\"“]{0,3}$"
)


def before(text: str, start: int, most: int = LOOKED_BACK) -> str:
    """The signs before a place, back to the end of the sentence before."""
    return re.split(r"[。;!?\n]", text[max(0, start - most) : start])[-1]


def is_thing(text: str, start: int) -> bool:
    """Whether the number that begins here is told to be that of a paper or a thing."""
    return _THING.search(text[max(0, start - LOOKED_BACK) : start]) is not None
