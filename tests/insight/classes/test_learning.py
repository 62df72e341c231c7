"""What is learned answers with reasons, is one file without code, and keeps silent when unsure."""

import io
import zipfile

import numpy as np
import pytest

from tests.insight.classes.made import appeals
from yiwang.insight.classes.grams import Example
from yiwang.insight.classes.learned import Learned, from_bytes
from yiwang.insight.classes.learning import FEWEST, Shape, learn
from yiwang.kernel.refusals import Invalid


@pytest.fixture(scope="module")
def model() -> Learned:
    return learn(*appeals(40))


def test_new_texts_are_told_with_the_words_that_spoke_for_them(model):
    (best, *_) = model.guess(Example("街道居民反映：夜间施工，音响吵闹"))
    assert best.label == "noise"
    assert best.confidence > 0.8
    assert set(best.reasons) & {"施工", "夜间", "音响", "吵闹"}
    assert not set(best.reasons) & {"居民", "反映"}


def test_texts_that_were_not_learned_from_are_told_right(model):
    examples, labels = appeals(30, seed=9)
    chances = model.all_chances(examples)
    said = np.array(model.labels)[chances.argmax(axis=1)]
    assert (said == np.array(labels)).mean() > 0.95
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-3)


@pytest.mark.parametrize("text", ["", "。", "完全无关联的内容", "Hello"])
def test_nothing_is_said_of_a_text_that_says_nothing(model, text):
    assert model.guess(Example(text)) == []


def test_the_file_means_the_same_and_the_same_examples_give_the_same_file(model):
    content = model.to_bytes()
    again = from_bytes(content)
    examples, _ = appeals(5, seed=3)
    assert np.array_equal(again.all_chances(examples), model.all_chances(examples))
    assert [again.guess(one) for one in examples] == [model.guess(one) for one in examples]
    assert from_bytes(learn(*appeals(40)).to_bytes()).names == again.names


def _altered(content: bytes, name: str, new: bytes | None) -> bytes:
    """The same file with one of its arrays left out or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as changed:
        for entry in old.namelist():
            if entry != name:
                changed.writestr(entry, old.read(entry))
            elif new is not None:
                changed.writestr(entry, new)
    return out.getvalue()


def _array(value: object, *, pickled: bool = False) -> bytes:
    out = io.BytesIO()
    np.save(out, value, allow_pickle=pickled)
    return out.getvalue()


def test_a_file_that_is_no_model_is_refused_and_nothing_of_it_is_run(model):
    content = model.to_bytes()
    code = _array(np.array([print], dtype=object), pickled=True)
    for bad in (
        b"",
        b"nothing",
        content[:200],
        _altered(content, "weights.npy", None),
        _altered(content, "weights.npy", _array(np.zeros((2, 2), np.float16))),
        _altered(content, "bias.npy", code),
        _altered(content, "form.npy", _array(np.frombuffer(b"other", np.uint8))),
    ):
        with pytest.raises(Invalid):
            from_bytes(bad)


def test_a_label_with_too_few_examples_is_not_learned():
    examples, labels = appeals(20)
    more = [Example("外星人降落在广场")] * (FEWEST - 1)
    found = learn([*examples, *more], [*labels, *["alien"] * len(more)])
    assert "alien" not in found.labels


@pytest.mark.parametrize("labels", [["a"] * 20, ["a", "b"] * 4, []])
def test_too_little_to_learn_from_is_refused(labels):
    with pytest.raises(Invalid):
        learn([Example("路灯不亮")] * len(labels), labels)


def test_what_and_where_together_tell_the_unit():
    """Neither the class nor the place alone says which of four units it is."""
    units = {("lamp", "east"): "u1", ("lamp", "west"): "u2", ("noise", "east"): "u3"}
    units["noise", "west"] = "u4"
    pairs = [pair for pair in units for _ in range(25)]
    examples = [Example(told={"what": what, "where": where}) for what, where in pairs]
    found = learn(examples, [units[pair] for pair in pairs], Shape(kinds=("told",), odds=True))
    for (what, where), unit in units.items():
        (best, *_) = found.guess(Example(told={"what": what, "where": where}))
        assert best.label == unit
        assert "what=" in best.reasons[0]


def test_two_labels_suffice():
    examples, labels = appeals(20)
    both = [i for i, label in enumerate(labels) if label != "water"]
    found = learn([examples[i] for i in both], [labels[i] for i in both])
    assert found.guess(Example("路灯不亮，灯杆漆黑"))[0].label == "lamp"
    assert found.guess(Example("施工噪音，夜间吵闹"))[0].label == "noise"
