"""`yiwang demo`: builds the made-up district, replays its week and serves it."""

import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.progress import track

from yiwang.analytics import actions, store
from yiwang.demo import (
    answers,
    appeals,
    bases,
    budget,
    district,
    hub,
    knowledge,
    matters,
    past,
    patrols,
    people,
    places,
    reports,
    same_matter,
    streets,
    topics,
)

LOGINS = (
    "operator",
    "shift_leader",
    "dispatcher",
    "handler",
    "reviewer",
    "community",
    "verifier",
    "collector",
    "grid_worker",
    "caller",
    "supervisor",
    "leader",
    "assessor",
    "editor",
    "administrator",
    "finance",
    "data_officer",
    "data_steward",
    "data_police",
    "data_civil",
    "data_medical",
    "data_permits",
)


def _learn(console: Console) -> None:
    """Class and unit from the year; in a process of its own, which takes its memory with it."""
    with console.status("从一年的案件学习"):
        command = [sys.executable, "-m", "yiwang.startup.command", "learn"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    told = "分类和承办单位" if done.returncode == 0 else done.stderr.strip()[-300:]
    console.print(f"学习：{told}")


class Command(BaseCommand):
    """The main job on made-up input, in one command."""

    help = "Build the demo district if the database is empty, then serve it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to serve, and where."""
        parser.add_argument("--no-serve", action="store_true", help="only build")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Build what is missing, print the logins, serve."""
        console = Console()
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if district.is_empty():
            _build(console)
        console.print(f"登录密码都是 [bold]{district.PASSWORD}[/bold]，每个岗位一个账号：")
        console.print("  " + "  ".join(LOGINS))
        console.print(f"[bold]http://127.0.0.1:{options['port']}[/bold]（Ctrl+C 结束）")
        if not options["no_serve"]:
            _serve(options["port"])


def _serve(port: int) -> None:
    """Become the server: what wrote the lake has threads that its forked workers cannot use."""
    sys.stdout.flush()
    command = ("-m", "yiwang.startup.command", "serve", "--port", str(port))
    os.execv(sys.executable, (sys.executable, *command))  # noqa: S606 - our own command


def _build(console: Console) -> None:
    """The district, its past and its weeks; says what there is."""
    made = district.build()
    count = knowledge.fill(made)
    homes = people.fill(made)
    told = f"{len(made.communities)}个社区，{count}条知识，{homes}处房屋"
    console.print(f"临江区（虚构）：{told}")
    console.print(f"地名：{places.fill(made)}处")
    console.print(f"外勤：{patrols.fill(made)}个班次")
    with console.status("重放一年的诉求"):
        console.print(f"往年：{past.replay(made)}件诉求")
    console.print(f"集中反映：{topics.replay(made)}件诉求")
    for told, story in (
        ("重放一周的诉求", appeals),
        ("重放一周的城市管理", streets),
        ("重放六周的网格事项", matters),
    ):
        for _done in track(story.replay(made), told, total=story.HOW_MANY, console=console):
            pass
    console.print(f"同一事项：{same_matter.fill(made)}件诉求")
    console.print(f"专题：{topics.fill(made)}个")
    console.print(f"统计：{actions.refresh().cases}件案件")
    console.print(f"答复质量：{answers.fill()}件")
    _learn(console)
    console.print(f"简报：{reports.fill(made)}份")
    console.print(f"预算台账：{budget.fill(made)}条分录")
    console.print(f"基础库：{bases.fill(made)}条来源记录")
    _hub(console, made)
    # The server forks its workers.
    store.close()


def _hub(console: Console, made: district.Made) -> None:
    """Feeds run in this process, one after another."""
    with console.status("接入各单位的数据"):
        filled = hub.fill(made)
    told = f"{filled.resources}个资源，{filled.rows}行入库，{filled.rejected}行隔离"
    console.print(f"数据中枢：{told}，{filled.receipts}张回执，{filled.checked}次质量检查")
