"""What is written once for speed says the same as what the object mapper would."""

from dataclasses import replace

import pytest
from django.utils import timezone

from tests.district import District
from yiwang.cases import numbers, queries, statements, visibility
from yiwang.cases.actions import Act, perform
from yiwang.cases.models import Case, Outbox
from yiwang.cases.recusals import recuse
from yiwang.engine import register
from yiwang.engine.duties import Duty
from yiwang.engine.standing import standing_from
from yiwang.kernel.refusals import NotFound
from yiwang.org import queries as org
from yiwang.org.actors import CITIZEN, PLATFORM, SYSTEM
from yiwang.org.models import Person, Post, Unit


def _cases(district: District) -> list[Case]:
    """Cases of each kind that visibility tells apart."""
    for confidential in (False, True):
        done = district.open(confidential=confidential)
        district.act(done.number, "accept", district.worker(Duty.OPERATOR))
    for unit in ("street", "community", "bureau"):
        district.handled(unit)
    secret = Case.objects.get(number=district.handled("bureau"))
    about_unit = Case.objects.get(number=district.handled("street"))
    about_person = Case.objects.get(number=district.handled("street"))
    for case in (secret, about_unit, about_person):
        case.standing["facts"]["confidential"] = case.confidential = True
        case.registered_by = None
        case.save()
    dispatcher, supervisor = district.worker(Duty.DISPATCHER), district.worker(Duty.SUPERVISOR)
    recuse(case=about_unit, worker=supervisor, unit=district.units["street"].pk, reason="被反映")
    recuse(case=about_person, worker=supervisor, person=dispatcher.person_id, reason="亲属")
    return list(Case.objects.all())


def test_one_case_is_seen_by_exactly_those_who_find_it_in_their_lists(district: District):
    cases = _cases(district)
    people = [*district.workers.values(), CITIZEN, PLATFORM, SYSTEM]
    tokens = [replace(worker, person_id=None) for worker in district.workers.values()]
    seen = 0
    for worker in (*people, *tokens):
        listed = set(visibility.visible(worker).values_list("pk", flat=True))
        for case in cases:
            sees = visibility.sees(worker, case, standing_from(case.standing))
            assert sees == (case.pk in listed), (worker, case.number)
            seen += sees
    assert 0 < seen < len(cases) * (len(people) + len(tokens))


def test_a_recusal_of_a_unit_keeps_no_token_of_another_unit_away(district: District):
    number = district.handled("bureau")
    case = Case.objects.get(number=number)
    case.confidential = case.standing["facts"]["confidential"] = True
    case.save()
    supervisor = district.worker(Duty.SUPERVISOR)
    recuse(case=case, worker=supervisor, unit=district.units["street"].pk, reason="被反映")
    token = replace(district.worker(Duty.HANDLER, "bureau"), person_id=None)
    perform(Act(number=number, action="sign", worker=token))
    with pytest.raises(NotFound):
        perform(Act(number=number, action="sign", worker=district.worker(Duty.HANDLER, "street")))


def test_the_worker_of_a_post_is_the_same_by_either_way(district: District):
    for worker in district.workers.values():
        assert org.own_worker(worker.post_id, worker.person_id) == worker


def test_a_post_that_ended_or_is_somebody_elses_gives_no_worker(district: District):
    handler, operator = district.worker(Duty.HANDLER), district.worker(Duty.OPERATOR)
    assert org.own_worker(handler.post_id, operator.person_id) is None
    Post.objects.filter(pk=handler.post_id).update(until=timezone.now())
    assert org.own_worker(handler.post_id, handler.person_id) is None
    Person.objects.filter(pk=operator.person_id).update(is_active=False)
    assert org.own_worker(operator.post_id, operator.person_id) is None
    verifier = district.worker(Duty.VERIFIER)
    Unit.objects.filter(pk=verifier.unit_id).update(active=False)
    assert org.own_worker(verifier.post_id, verifier.person_id) is None


def test_plain_rows_are_read_back_as_the_mapper_writes_them(district: District):
    number = district.answered()
    case = Case.objects.get(number=number)
    mapped = list(Case.objects.filter(pk=case.pk).values())
    row = {name: getattr(case, name) for name in statements.column_names(Case)}
    statements.change(Case, case.pk, tuple(row), statements.plain_values(Case, row))
    assert list(Case.objects.filter(pk=case.pk).values()) == mapped
    told = Outbox.objects.filter(case=case).latest("id")
    assert (told.state, told.attempts, told.destination) == (Outbox.State.WAITING, 0, "")
    assert told.payload == {"number": number, "seq": case.seq, "state": case.state}


def test_the_letters_of_a_number_name_its_procedure():
    assert numbers.prefix_of("SQ20261121000001") == "SQ"
    assert queries.procedure_by_number("SQ202611211000000").key == "appeals"
    with pytest.raises(NotFound):
        queries.procedure_by_number("ZZ20261121000001")


def test_two_procedures_cannot_share_their_letters():
    appeals = register.procedure("appeals")
    with pytest.raises(register.FaultyProcedure, match="is taken by appeals"):
        register.add(replace(appeals, key="other"))


def test_a_locked_row_has_its_columns_whatever_order_they_are_asked_in(district: District):
    number = district.handled()
    mapped = Case.objects.get(number=number)
    for names in (("id", "number", "confidential", "standing", "registered_by"),
                  ("standing", "registered_by", "confidential", "number", "id")):  # fmt: skip
        locked = statements.one_locked(Case, names, by="number", value=number)
        assert [getattr(locked, name) for name in names] == [getattr(mapped, n) for n in names]
