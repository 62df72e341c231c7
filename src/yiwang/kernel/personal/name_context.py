"""What stands around a name and speaks for or against a person."""

import re

# Words after which a name is told; what follows them up to a sign is taken as one.
_TOLD = re.compile(
    r"(?:姓名|名字|我叫|名叫|叫做|本人|户名|户主|收款人|联系人|反映人|诉求人|投诉人|举报人|来电人|申请人|报案人|当事人|被投诉人"
    r"|负责人|法人代表|法定代表人|法人|代表人|委托人|代理人|监护人|经办人|承办人|签收人|收件人|寄件人|证人|原告|被告"
    r"|肇事者?|死者|伤者|患者|逝者|受害人|嫌疑人|驾驶人|持卡人|曾用名|报修人|办理人|接待人|联络人)"
    r"(?:姓名)?[\s:为是叫(\"“]{0,3}$"
)
_FIELD = re.compile(
    r"(?:姓名|户名|户主|人|法人代表|代表|名字|叫|本人|原告|被告)(?:姓名)?\s*[:为是(]{1,2}\s*$"
)
# Who somebody is, told right before the name.
_ROLE = re.compile(
    r"(?:村民|居民|市民|业主|住户|邻居|房东|租客|租户|户|同志|老人|老师|医生|护士|司机|老板|店主|商家|商户|个体户|法官|律师"
    r"|书记|主任|经理|队长|组长|村长|镇长|局长|处长|科长|站长|所长|校长|院长|厂长|主席|委员|代表|会长|园长|班长|片长|街长|河长"
    r"|警官|民警|交警|城管|保安|员|工头|师傅|会计|工人|民工|学生|同学|孩子|儿子|女儿|父亲|母亲|爸爸|妈妈|爷爷|奶奶"
    r"|丈夫|妻子|老公|老婆|爱人|哥哥?|弟弟?|姐姐?|妹妹?|叔叔?|舅舅?|伯伯?|姑姑?|姨|岳父|岳母|家属|亲戚|朋友|军人|党员|干部|网友"
    r"|人员|客户|乘客|车主|顾客|先生|女士|农户|贫困户|低保户|五保户|者|是|叫|姓|系|名|儿媳|女婿|侄子|孙子|外孙|娘|爹"
    r"|子女|家长|领导|主播|教师|教练|导师|总|董事长|委托|男友|女友|某)(?:[:“\"(]\s*)?$"
)
_JOINT = re.compile(r"(?:[被找给向由对与和跟及请让替帮据将把、]|感谢|表扬|联系|举报|投诉|控告|起诉|咨询|通过)$")
_EDGE = re.compile(r"(?:^|[\s,。;:!?、()“”\"《》])$")
# What a person does, or is called, right after the name.
_TITLE = re.compile(
    r"(?:先生|女士|小姐|同志|师傅|老师|医生|老人|大爷|大妈|大叔|阿姨|同学|书记|主任|经理|队长|组长|村长|镇长|局长|处长|科长"
    r"|站长|所长|校长|院长|厂长|主席|委员|会长|园长|片长|河长|警官|民警|法官|律师|总经理|董事长|教授|工程师|副|等[人\d二三四五六七八九十]"
    r"|[夫父妻母子]|[一]家|本人|个人|一家|家[的属里人门]|[,(\s]*(?:男|女)(?:[,\s)性]|$)|[(]?\s*(?:身份证|电话|手机|联系|1[3-9]\d))"
)
_DOES = re.compile(
    r"(?:来电|来访|来信|反映|反应|表示|称|说|诉|投诉|举报|咨询|认为|要求|申请|自称|告知|回复|答复|向|将|把|被|在|于|从|因|为"
    r"|的|和|与|及|、|一直|多次|已经|没有|不|利用|私自|擅自|强行|伙同|拖欠|侵占|殴打|威胁|态度|家|女儿|儿子|名下|承包|经营|欠|拿|殴|骂|打|开|驾驶|住|购买|担任"
    r"|就|却|又|也|都|是|找|用|以|对|等|到|去|自|负责|私|违|贪|回|拒|电话|号码|上门|及时|同|现)"
)
_STOP = re.compile(r"(?:$|[\s,。;:!?、()“”\"0-9A-Z])")
# What follows the name of a place, a firm or a thing.
_PLACE = re.compile(
    r".{0,2}?(?:街道|大道|社区|小区|公司|集团|中学|小学|大学|学院|医院|幼儿园|广场|花园|公园|酒店|超市|药店|饭店|商场|市场|大厦"
    r"|工业|路|街|巷|弄|村|镇|乡|区|县|市|省|州|湖|河|江|山|岭|桥|港|湾|墩|庄|屯|寨|坪|坡|冲|塘|垸|洲|岛|苑|城|园|府|庭|台|楼|栋|幢|站|店|厂|馆|院|校|场|局|所|寺|庙|渠|库|坝|组|号|线|段|口|片|国际|名邸|天地|建筑|物业|置业|地产|银行|新村|家园|路段|学校)"
)
_AFTER_PLACE = re.compile(r"(?:省|市|县|区|镇|乡|村|街道|路|街|站|位于|地处|至|到)$")

# What the name of a place ends with; few given names do.
PLACE_ENDS = frozenset("河湖江镇路街村区县市乡桥巷里港湾洲岭冲塘坪坡园苑城府楼站店厂馆院校墩庄寺库山水道口")


def left(told: str) -> tuple[float, str]:
    """How much what stands before speaks for a person, and in what way."""
    for pattern, weight, why in (
        (_TOLD, 2.0, "told"),
        (_ROLE, 1.4, "role"),
        (_JOINT, 0.5, "joint"),
        (_EDGE, 0.4, "edge"),
        (_AFTER_PLACE, -0.5, "place"),
    ):
        if pattern.search(told):
            return weight, why
    return 0.0, ""


def right(following: str) -> float:
    """How much what stands after speaks for a person, or for a place."""
    if _TITLE.match(following):
        return 1.0
    if _STOP.match(following):
        return 0.4
    if _PLACE.match(following[:5]):
        return -2.0
    return 0.5 if _DOES.match(following) else -0.3


def is_field(told: str) -> bool:
    """Whether a form is filled in here: the word for the person, a colon, the name."""
    return _FIELD.search(told) is not None


def is_closed(following: str) -> bool:
    """Whether the name ends here for sure."""
    return _STOP.match(following) is not None
