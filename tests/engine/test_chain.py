"""The hash chain of a log."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.walks import Walk
from yiwang.engine import chain
from yiwang.procedures.appeals import PROCEDURE


def test_an_altered_byte_breaks_the_chain():
    walk = Walk(PROCEDURE).go("receive", "accept")
    first, second = walk.events
    link = chain.link(chain.GENESIS, chain.written("SQ1", first, 1, "web"))
    whole = chain.link(link, chain.written("SQ1", second, 2, "web"))
    other = chain.link(chain.GENESIS, chain.written("SQ1", first, 1, "api"))
    assert chain.link(other, chain.written("SQ1", second, 2, "web")) != whole


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(-180, 180).map(lambda x: round(x, 6)).filter(lambda x: x == 0 or abs(x) >= 1e-4)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc_"), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abc_"), values, max_size=4))
def test_the_hashed_text_is_plain_json_that_any_program_can_write_again(found):
    event = Walk(PROCEDURE).go("receive").events[0]
    written = chain.written("SQ1", replace(event, given=found), 1, "web")
    again = json.dumps(
        json.loads(written), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert again.encode() == written
