"""Appeals of one estate and of others, taken through the door that people use."""

from collections.abc import Callable

import pytest

from tests.district import District, build
from yiwang.cases.actions import Opening, open_case
from yiwang.cases.belonging import ReporterFacts
from yiwang.engine.duties import Duty

PARKING = "云锦台小区开发商要求买房必须买车位，不买车位不给签合同，业主不需要车位。"
PARKING_AGAIN = "反映云锦台小区售楼部捆绑销售车位，不买车位就不签购房合同，业主多花十几万。"
LAMP = "云锦台小区南门的路灯不亮了，晚上一片漆黑，老人走夜路害怕。"
ELSEWHERE = "白鹭湾花园开发商要求买房必须买车位，不买车位不给签合同，业主不需要车位。"
Tell = Callable[..., str]


@pytest.fixture
def district(db) -> District:
    return build()


@pytest.fixture
def tell(district: District) -> Tell:
    """Open an appeal as it was told; its number."""

    def told(content: str, *, phone: str = "", **given) -> str:
        reporter = ReporterFacts(name="来电人", phone=phone) if phone else None
        appeal = {"content": content, "channel": "phone"} | given
        opening = Opening(
            procedure="appeals",
            worker=district.worker(Duty.OPERATOR),
            given=appeal,
            reporter=reporter,
        )
        return open_case(opening).number

    return told
