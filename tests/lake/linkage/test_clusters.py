"""Clusters: the strongest pairs first, and never against what is known."""

from hypothesis import given
from hypothesis import strategies as st

from yiwang.lake.linkage.clusters import Known, Why, grouped

RECORDS = 12
_record = st.integers(0, RECORDS - 1)
_pairs = st.lists(st.tuples(_record, _record).filter(lambda pair: pair[0] != pair[1]), max_size=30)
_sure = st.lists(st.sampled_from([None, "1", "2", "3"]), min_size=RECORDS, max_size=RECORDS)


@given(_pairs, _sure, st.integers(1, 6), _pairs)
def test_no_cluster_ever_breaks_what_is_known(pairs, sure, most, apart):
    known = Known(sure=sure, apart=frozenset(apart), most=most)
    clusters, refused = grouped(RECORDS, pairs, known=known)
    for members in clusters.members().values():
        assert len({sure[one] for one in members} - {None}) <= 1
        assert len(members) <= most
        assert not any(one in members and other in members for one, other in apart)
    # Whatever did not join has a reason, and whatever has none did.
    told = {(one, other) for one, other, _why in refused}
    for one, other in pairs:
        assert (clusters.of(one) == clusters.of(other)) or (one, other) in told


@given(_pairs)
def test_without_anything_known_clusters_are_what_hangs_together(pairs):
    clusters, refused = grouped(RECORDS, pairs)
    assert not refused
    assert all(clusters.of(one) == clusters.of(other) for one, other in pairs)
    joined = {frozenset(some) for some in clusters.members().values()}
    named = {record for pair in pairs for record in pair}
    assert {record for some in joined for record in some} == named


def test_two_sure_numbers_are_kept_apart_and_told():
    known = Known(sure=["1", None, "2"])
    clusters, refused = grouped(3, [(0, 1), (1, 2)], known=known)
    assert clusters.of(0) == clusters.of(1) != clusters.of(2)
    assert refused == [(1, 2, Why.SURE)]


def test_people_may_join_what_has_two_sure_numbers_but_not_against_people():
    known = Known(sure=["1", "2", None], apart=frozenset({(1, 2)}))
    clusters, refused = grouped(3, [(0, 2)], known=known, together=[(0, 1)])
    assert clusters.of(0) == clusters.of(1)
    assert refused == [(0, 2, Why.DECIDED)]


def test_one_to_one_takes_the_stronger_and_a_source_only_once():
    known = Known(sources=["a", "b", "b"])
    clusters, refused = grouped(3, [(0, 2), (0, 1)], known=known)
    assert clusters.of(0) == clusters.of(2)
    assert refused == [(0, 1, Why.SOURCE)]
