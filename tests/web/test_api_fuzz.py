"""The API described and the API served are the same: fuzzed from its own description."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.district import District
from yiwang.engine.duties import Duty
from yiwang.org.actions import issue_token
from yiwang.org.models import Post
from yiwang.startup.wsgi import application

pytestmark = [pytest.mark.longer, pytest.mark.django_db]

OPERATIONS = ("GET /api/v1/cases", "GET /api/v1/cases/{number}", "POST /api/v1/cases",
              "POST /api/v1/cases/{number}/actions/{action}", "POST /api/v1/field/log-ins",
              "POST /api/v1/field/log-outs", "POST /api/v1/field/tracks",
              "GET /api/v1/figures/ask", "GET /api/v1/hub/grants",
              "GET /api/v1/hub/grants/{number}/rows", "POST /api/v1/hub/grants/{number}/question",
              "POST /api/v1/hub/sql")  # fmt: skip


@pytest.fixture
def described(db):
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


def test_the_description_names_every_operation(described):
    found = {f"{o.ok().method.upper()} {o.ok().path}" for o in described.get_all_operations()}
    assert found == set(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_answers_as_described(described, name: str, district: District):
    district.answered()
    duty = Duty.COLLECTOR if "/field/" in name else Duty.OPERATOR
    post = Post.objects.get(person_id=district.worker(duty).person_id)
    scopes = ["cases:read", "cases:write", "field:write", "figures:read", "hub:read"]
    token = issue_token(name="试", post=post, scopes=scopes)[1]
    method, path = name.split(" ")
    open_ended = method == "POST" or path.endswith("/rows")
    operation = described[path][method]

    @settings(
        max_examples=80,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(case=operation.as_strategy())
    def fuzz(case) -> None:
        # What is given is checked against declared needs and granted fields, which the
        # description leaves open.
        case.call_and_validate(
            headers={"Authorization": f"Bearer {token}"},
            excluded_checks=[positive_data_acceptance] if open_ended else [],
        )

    fuzz()
