"""How long a search for topics takes, and how much memory, in made-up texts of many cases."""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

import orjson

from bench.measure import Figure
from yiwang.insight.topics.finding import find
from yiwang.insight.topics.texts import Text

SIZES = (10_000, 100_000)
UNTIL, WEEKS = date(2026, 11, 22), 12
# Of so many cases one belongs to a matter of one estate that several people tell of.
GATHERED = 12
_SIGNS = [chr(code) for code in range(0x4E00, 0x4E00 + 2500)]


def figures() -> list[Figure]:
    """Each size in a process of its own, so that its memory is its own."""
    return [figure for size in SIZES for figure in _figures(size)]


def _figures(size: int) -> Iterator[Figure]:
    command = [sys.executable, "-m", "bench.topics", str(size)]
    told = orjson.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    name = f"search in {size:,} cases"
    yield Figure(name=name, value=told["seconds"], unit="s", more={"topics": told["topics"]})
    yield Figure(name=f"memory of the {name}", value=told["memory"], unit="MB")


def _texts(size: int) -> Iterator[Text]:
    chance = random.Random(3)
    fillers = ["".join(chance.choices(_SIGNS, k=2)) for _ in range(30_000)]
    # As in language, few words are frequent and most are rare.
    frequent = [1 / (rank + 10) for rank in range(len(fillers))]
    matters = ["夜间施工扰民", "停车费上涨", "油烟直排", "路灯不亮", "垃圾无人清运", "占道经营"]
    matters += [
        "拖欠工资",
        "房屋漏水",
        "停水",
        "违建",
        "补课收费",
        "公交班次少",
        "井盖破损",
        "退费难",
    ]
    estates = ["".join(chance.choices(_SIGNS, k=3)) for _ in range(size // 6)]
    shared = [(chance.choice(estates), chance.choice(matters)) for _ in range(size // 80)]
    for key in range(size):
        if key % GATHERED:
            estate, matter = chance.choice(estates), chance.choice(matters)
        else:
            estate, matter = chance.choice(shared)
        words = chance.choices(fillers, weights=frequent, k=45)
        said = "".join(words)
        yield Text(
            key=key,
            title=f"{estate}小区{matter}{words[0]}",
            content=f"{estate}小区{said[:50]}，{matter}，{said[50:]}",
            on=UNTIL - timedelta(days=chance.randrange(7 * WEEKS)),
            who=f"1{chance.randrange(10**8)}",
            area=f"420199{chance.randrange(8):03d}{chance.randrange(20):03d}",
        )


def main() -> None:
    """One search, told as JSON."""
    texts = list(_texts(int(sys.argv[1])))
    begun = time.perf_counter()
    found = find(texts, until=UNTIL, weeks=WEEKS)
    seconds = round(time.perf_counter() - begun, 1)
    memory = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    told = {"seconds": seconds, "topics": len(found), "memory": memory}
    sys.stdout.buffer.write(orjson.dumps(told))


if __name__ == "__main__":
    main()
