"""Each error of the text reported in the real documents, confirmed by hand, and no other."""

from functools import cache
from pathlib import Path

import pytest

from tests.conftest import SHARED
from yiwang.disclosure.auditing import narrative, text
from yiwang.disclosure.auditing.finding import Audited, Finding, Severity
from yiwang.disclosure.reading import read

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared"),
]
BUDGET = "seeds/000_c55d7a46def22906.txt"
ACCOUNT = "seeds/001_f4a815153176995a.txt"
LATER_ACCOUNT = "seeds/002_9c5bcdef2538c72d.txt"
FINANCE = "data/disclosures/full_pt_caizhengju_juesuan2024.txt"
OFFICE = "data/disclosures/full_pt_fuban_yusuan2025_unit.txt"
OFFICE_PDF = "data/disclosures/full_pt_fuban_yusuan2025_unit.pdf"
JUSTICE = "data/disclosures/full_pt_sifaju_yusuan2026_dept.txt"

# Document → (rule, last line) → why it is an error.
CONFIRMED: dict[str, dict[tuple[str, int], str]] = {
    BUDGET: {},
    ACCOUNT: {},
    LATER_ACCOUNT: {
        ("narrative-completion", 425): "39.79 of 35.51 is 112.05 %, not 100 %",
        ("narrative-completion", 435): "44.91 of 42.01 is 106.90 %, not 100 %",
        ("narrative-direction", 385): "it fell by 278.06 and the reason says that it rose",
        ("narrative-other-base", 395): "the general budget rose by 293.03; 14.96 is all budgets",
    },
    FINANCE: {
        ("narrative-unit", 549): "0.3 for a total of 2961.68: yuan taken for ten thousands",
        ("narrative-share", 566): "2106.66 of 2940.05 is 71.65 %, not 71.73 %",
    },
    OFFICE: {},
    OFFICE_PDF: {},
    JUSTICE: {
        ("narrative-base-year", 92): "2026 compared with 2026",
        ("narrative-base-year", 94): "2026 compared with 2026",
        ("narrative-base-year", 95): "2026 compared with 2026, twice",
        ("narrative-base-year", 96): "2026 compared with 2026",
        ("narrative-rate", 116): "43269.3 to 3845.49 is no increase of 17.62 %",
        ("narrative-rate", 125): "77.99 to 91.97 is 17.93 %, the printed 17.66 is that above",
        ("text-subject-name", 131): "class 210 is 卫生健康支出 in the tables",
        ("narrative-table", 135): "201.50 where the table has 2,087,959 yuan",
        ("narrative-twice", 135): "201.50 where the same item told 208.8",
    },
}
# What officials found in the text of one document (its checklist): rule and last line.
CHECKLIST = {
    *(("narrative-base-year", line) for line in (92, 94, 95, 96)),
    ("text-end", 97),
    ("text-stops", 113),
    ("narrative-rate", 116),
    ("text-subject-name", 131),
    ("narrative-twice", 135),
    ("text-pairs", 397),
    ("text-repeated", 64),
}


@cache
def findings(name: str) -> tuple[Finding, ...]:
    path = Path(SHARED / name)
    audited = Audited(read(path.read_bytes(), path.name))
    rules = (*narrative.RULES, *text.RULES)
    return tuple(found for rule in rules for found in rule.check(audited))


@pytest.mark.parametrize("name", sorted(CONFIRMED))
def test_every_error_of_the_text_was_confirmed_by_hand(name: str) -> None:
    errors = {
        (one.rule, one.place.end_line) for one in findings(name) if one.severity is Severity.ERROR
    }
    assert errors == set(CONFIRMED[name])


def test_all_that_officials_found_in_the_text_is_found() -> None:
    found = {(one.rule, one.place.end_line) for one in findings(JUSTICE)}
    assert found >= CHECKLIST


def test_differences_of_the_last_digit_are_told_as_rounding_only() -> None:
    (found,) = (one for one in findings(ACCOUNT) if one.rule == "narrative-completion")
    assert (found.severity, found.place.line) == (Severity.ROUNDING, 429)
