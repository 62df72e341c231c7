"""A server forks its workers; what read the facts before must not end them."""

import os
import signal

import pytest

from tests.district import District
from yiwang.analytics import actions, store


def ended(read) -> int:
    """How a forked process ends that does this: 0 in order, below 0 by a signal."""
    child = os.fork()
    if not child:
        signal.alarm(60)
        status = 1
        try:
            read()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork.*:DeprecationWarning")
def test_a_forked_process_reads_the_facts_after_its_parent_let_go_of_them(district: District):
    actions.refresh()
    assert store.reading().execute("SELECT count(*) FROM cases").fetchone() == (0,)
    store.close()
    assert ended(lambda: store.reading().execute("SELECT count(*) FROM cases").fetchone()) == 0
    # The parent opens them anew.
    assert store.reading().execute("SELECT count(*) FROM cases").fetchone() == (0,)
