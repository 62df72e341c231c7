"""The linkages of the base databases: persons, enterprises, places."""

from yiwang.lake.linkage.declarations import Comparison, Level, Linkage, exact, near, one_sign

_ONE_WRONG = "(sure_l is null or sure_r is null)"
_SAME_DOOR = "address_l is not null and address_r is not null and address_l = address_r"
_ADDRESS = Comparison(
    "address",
    "住址",
    ("address",),
    (
        exact("address", "相同"),
        Level("同一楼栋或门牌", "building_l = building_r"),
        Level("同一道路", "road_l = road_r"),
    ),
)

PERSON = Linkage(
    "person",
    "人口",
    (
        Comparison(
            "card",
            "身份证号码",
            ("card",),
            (
                exact("card"),
                # Of two numbers that are both right, none is a slip of the other: twins.
                Level("相差一位", f"{_ONE_WRONG} and levenshtein(card_l, card_r) <= 1"),
                Level("相差两位", f"{_ONE_WRONG} and levenshtein(card_l, card_r) <= 2"),
            ),
        ),
        Comparison(
            "name",
            "姓名",
            ("name",),
            (
                exact("name", rare=True),
                Level("名相同、姓不同", "given_l = given_r and length(given_l) > 1"),
                one_sign("name", "相差一字", longest=5),
                # Of one family: whoever lives there and has the surname tells little.
                Level("同住同姓、名不同", f"surname_l = surname_r and {_SAME_DOOR}"),
                exact("surname", "只有姓相同"),
            ),
        ),
        Comparison(
            "born",
            "出生日期",
            ("born",),
            (
                exact("born"),
                near("born", "相差一位", 1),
                Level(
                    "年份相同",
                    "substr(born_l, 1, 4) = substr(born_r, 1, 4)",
                ),
            ),
        ),
        Comparison(
            "phone",
            "电话",
            ("phone",),
            (
                # Families share a telephone.
                Level("相同（同住）", f"phone_l = phone_r and {_SAME_DOOR}"),
                exact("phone"),
                near("phone", "相差一位", 1),
            ),
        ),
        _ADDRESS,
        Comparison("sex", "性别", ("sex",), (exact("sex"),)),
    ),
    blocks=(
        ("card",),
        ("name", "born"),
        ("name", "phone"),
        ("born", "phone"),
        ("born", "address"),
        ("name", "address"),
    ),
    sure="sure",
)

ENTERPRISE = Linkage(
    "enterprise",
    "法人",
    (
        Comparison(
            "code",
            "统一社会信用代码",
            ("code",),
            (
                exact("code"),
                Level("相差一位", f"{_ONE_WRONG} and levenshtein(code_l, code_r) <= 1"),
            ),
        ),
        Comparison(
            "name",
            "名称",
            ("name",),
            (
                exact("name", rare=True),
                Level("字号相同", "core_l = core_r and length(core_l) > 1"),
                one_sign("name", "相差一字", longest=24),
            ),
        ),
        Comparison("legal", "法定代表人", ("legal",), (exact("legal", rare=True),)),
        Comparison("phone", "电话", ("phone",), (exact("phone"), near("phone", "相差一位", 1))),
        _ADDRESS,
    ),
    blocks=(("code",), ("name",), ("core", "legal"), ("core", "address"), ("phone", "legal")),
    sure="sure",
)

PLACE = Linkage(
    "place",
    "地址",
    (
        Comparison(
            "address",
            "地址",
            ("address",),
            (exact("address"), one_sign("address", "相差一字", longest=32)),
        ),
        Comparison("door", "门牌", ("building",), (exact("building"), exact("road", "同一道路"))),
        Comparison("room", "室号", ("room",), (exact("room"),)),
        Comparison("community", "社区", ("community",), (exact("community"),)),
    ),
    blocks=(("address",), ("building", "room"), ("road", "room", "community")),
)

LINKAGES = {one.key: one for one in (PERSON, ENTERPRISE, PLACE)}
