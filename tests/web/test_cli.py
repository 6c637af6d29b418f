"""The command line as a script meets it: exit status, standard output, standard error."""

from __future__ import annotations

import errno
import json
import re
import signal
import socket
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from scoreboard import cli
from scoreboard.cli import wording
from scoreboard.server import runtime
from scoring.engine.errors import Broken, Conflict, Forbidden, Invalid, LeitaiError, NotFound, Refused
from tests.ports import free_port
from tests.servers import RedisServer

ROOT = Path(cli.__file__).parent.parent.parent
SHEET = ROOT / "scoring" / "sheets" / "standard-party.toml"


def leitai(*arguments: str, given: str = "") -> tuple[int, str, str]:
    """Run a command in this process: exit status, output, errors."""
    runner = CliRunner()
    codes: list[int] = []
    with runner.isolation(input=given) as streams:
        codes.append(cli.run(lambda: cli.cli.main(list(arguments), prog_name="leitai", standalone_mode=False)))
        output = streams[0].getvalue().decode("utf-8")
        errors = streams[1].getvalue().decode("utf-8")
    return codes[0], output, errors


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEITAI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LEITAI_LANG", "zh")


def test_help_lists_every_command_without_loading_the_server() -> None:
    script = "import sys\nfrom scoreboard.cli import cli\ntry:\n    cli(['--help'])\nexcept SystemExit:\n    pass\n"
    script += "assert not {'flask', 'pandas', 'sqlalchemy', 'eventlet'} & set(sys.modules), sorted(sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert [name for name in cli.COMMANDS if f"  {name} " not in done.stdout] == []


@pytest.mark.parametrize("name", list(cli.COMMANDS))
def test_every_command_explains_itself(name: str) -> None:
    status, output, _ = leitai(name, "--help")
    assert status == 0
    assert output.startswith(f"用法： leitai {name}")


@pytest.mark.parametrize(
    "arguments",
    [
        ("questions", "check", "nothing.xlsx"),
        ("tally", "nothing.csv", "--rule", str(SHEET)),
        ("rules", "check", "nothing.toml"),
        ("campaign", "check", "nothing.toml"),
    ],
)
def test_a_refusal_is_in_the_language_that_the_command_line_says(arguments: tuple[str, ...]) -> None:
    said = {lang: leitai(*arguments, "--lang", lang) for lang in ("en", "zh")}
    assert {status for status, _, _ in said.values()}.isdisjoint({0, 70})
    assert [bool(re.search("[一-龥]", said[lang][2])) for lang in ("en", "zh")] == [False, True]


def test_an_unknown_command_is_a_wrong_command_line() -> None:
    status, output, errors = leitai("serv")
    assert (status, output) == (2, "")
    assert errors.splitlines() == ["error: usage: 没有命令“serv”", "用 leitai --help 查看用法。"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("rules", "check"), "缺少 'FILE...'"),
        (("rules", "check", "--jsn", "x"), "没有选项 --jsn"),
        (("questions", "check", "--teams", "0", "x"), "'--teams' 的值不对：0 不在 1<=x<=200 之内"),
        (("questions", "check", "--teams", "六", "x"), "'--teams' 的值不对：'六' 不是整数"),
        (("demo", "--speed", "fast"), "'--speed' 的值不对：'fast' 不是数字"),
        (("demo", "--speed", "nan"), "'--speed' 的值不对：'nan' 不是数字"),
        (("demo", "--speed", "1000"), "'--speed' 的值不对：1000.0 不在 0.1<=x<=100 之内"),
        (("rules", "check", "--lang", "fr", "x"), "'--lang' 的值不对：'fr' 不在可选项之中：'zh', 'en'"),
        (("questions", "check", "--media", "/none", "x"), "'--media' 的值不对：'/none' 不存在"),
        (("questions", "check", "--media", str(SHEET), "x"), f"'--media' 的值不对：{str(SHEET)!r} 是文件，这里要目录"),
        (("rules", "print", "x", "y"), "多出了 y"),
        (("rules", "check", "--lang"), "选项 '--lang' 后面要写值"),
        (("rules", "check", "--json=yes", "x"), "选项 '--json' 后面不写值"),
        (("questions", "template", "-o", "x.doc"), "-o 的值不对：.xlsx / .csv"),
    ],
)
def test_a_wrong_command_line_is_told_as_every_other_error(arguments: tuple[str, ...], said: str) -> None:
    status, _, errors = leitai(*arguments)
    assert (status, errors.splitlines()[0]) == (2, f"error: usage: {said}")


@pytest.mark.parametrize(
    "arguments",
    [
        ("rules", "check", "none"),
        ("rules", "print", "none"),
        ("questions", "check", "none"),
        ("questions", "check", str(SHEET), "--rules", "none"),
        ("tally", str(SHEET), "--rule", "none"),
        ("verify", "none"),
        ("match", "import", "none"),
    ],
)
def test_a_file_that_is_not_there_is_one_error_everywhere(arguments: tuple[str, ...]) -> None:
    status, output, errors = leitai(*arguments)
    assert (status, output) == (3, "")
    assert errors.splitlines()[0] == "error: file-unreadable: 文件无法读取：none（没有这个文件或目录）"


@pytest.mark.parametrize(
    ("content", "said"),
    [(b'{"a": 1,\n x}', "第 2 行第 2 列不是 JSON"), (b"\xff", "不是 UTF-8 文本"), (b"[]", "不是比赛档案")],
)
def test_a_book_that_cannot_be_read_is_told_with_its_place(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "book.json"
    file.write_bytes(content)
    status, _, errors = leitai("verify", str(file))
    assert (status, errors.splitlines()[0]) == (3, f"error: file-unreadable: 文件无法读取：{file}（{said}）")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"port = 5001\nlang zh", "第 2 行第 6 列不是 TOML"),
        (b'lang = "zh', "到文件末尾还没有写完整"),
        (b"\xff", "不是 UTF-8 文本"),
    ],
)
def test_a_settings_file_that_cannot_be_read_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, said: str
) -> None:
    file = tmp_path / "leitai.toml"
    file.write_bytes(content)
    monkeypatch.setenv("LEITAI_CONFIG", str(file))
    status, _, errors = leitai("config")
    assert status == 3
    assert errors.startswith("error: settings-file: ")
    assert said in errors.splitlines()[0]


@pytest.mark.parametrize(
    "arguments",
    [("serve",), ("user", "add", "张一", "--password-stdin"), ("db", "upgrade"), ("match", "import", "book.json")],
)
def test_a_data_directory_that_cannot_be_had_is_named_with_the_reason(
    tmp_path: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEITAI_ASYNC_MODE", "threading")
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "file"
    file.write_text("no directory")
    Path("book.json").write_text("{}")
    for data, said in ((file / "data", "路径中有一段不是目录"), (file, "这里是文件，不是目录")):
        status, _, errors = leitai(*arguments, "--data", str(data), given="eight horses draw\n")
        assert status == 5
        assert errors.startswith(f"error: file-refused: {data}")
        assert f"无法使用（{said}）" in errors
        assert "Traceback" not in errors


@pytest.mark.parametrize(
    "arguments",
    [
        ("match", "list"),
        ("match", "export", "m1", "-o", "book.json"),
        ("db", "check"),
        ("db", "check", "--json"),
        ("user", "reset", "张一", "--password-stdin"),
    ],
)
def test_a_command_that_only_looks_makes_no_data_directory(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("no directory")
    for name in ("mistyped", "empty", "file"):
        data = tmp_path / name
        status, output, errors = leitai(*arguments, "--data", str(data), given="eight horses draw\n")
        assert (status, output) == (4, "")
        assert errors.splitlines() == [
            f"error: database-missing: 没有数据库 {data / 'leitai.db'}",
            "请检查 --data 或 LEITAI_DATA 是否写对；leitai serve 和 leitai demo 会新建数据目录。",
        ]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["empty", "file"]
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_book_that_cannot_be_read_makes_no_data_directory(tmp_path: Path) -> None:
    assert leitai("match", "import", "none", "--data", str(tmp_path / "new"))[0] == 3
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_only_looks(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"
    status, output, _ = leitai("doctor", "--json", "--port", str(free_port()), "--data", str(data))
    found = {finding["code"]: finding for finding in json.loads(output)["findings"]}
    assert status == 0
    assert found["data-new"]["message"] == f"数据目录 {data} 还没有，启动服务器时会新建"
    assert {"disk-speed", "secrets-new", "database-new"} <= found.keys()
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_says_why_a_data_directory_cannot_be_had(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no directory")
    for data in (file, file / "data"):
        status, output, _ = leitai("doctor", "--json", "--port", str(free_port()), "--data", str(data))
        said = [finding["message"] for finding in json.loads(output)["findings"] if finding["state"] == "fail"]
        assert (status, said) == (1, [f"{data} 不能写入（路径中有一段不是目录）"])


def test_the_doctor_says_why_a_database_cannot_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEITAI_DATABASE", f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/none")
    status, output, _ = leitai("doctor", "--json", "--port", str(free_port()))
    (found,) = [one for one in json.loads(output)["findings"] if one["state"] == "fail"]
    assert (status, found["code"]) == (1, "database-silent")
    assert "127.0.0.1" in found["message"]


def test_the_doctor_says_whether_the_redis_of_several_processes_answers(
    monkeypatch: pytest.MonkeyPatch, postgres_url: str, redis_server: RedisServer
) -> None:
    monkeypatch.setenv("LEITAI_DATABASE", postgres_url)
    for url, wanted in (
        (redis_server.url, ("ok", "redis-good")),
        (f"redis://127.0.0.1:{free_port()}", ("fail", "redis-silent")),
    ):
        monkeypatch.setenv("LEITAI_REDIS_URL", url)
        _, output, _ = leitai("doctor", "--json", "--port", str(free_port()))
        found = [(one["state"], one["code"]) for one in json.loads(output)["findings"] if one["check"] == "redis"]
        assert found == [wanted]


@pytest.mark.parametrize("host", ["192.0.2.77", "2001:db8::77"])
def test_the_doctor_fails_where_the_host_is_not_this_machine(host: str) -> None:
    status, output, _ = leitai("doctor", "--json", "--host", host, "--port", str(free_port()))
    found = [(one["check"], one["code"]) for one in json.loads(output)["findings"] if one["state"] == "fail"]
    assert (status, found) == (1, [("address", "address-elsewhere"), ("port", "port-refused")])


def test_the_doctor_names_the_address_it_was_given() -> None:
    port = free_port()
    for host, said in (("127.0.0.2", f"局域网地址 127.0.0.2，端口 {port}"), ("127.0.0.1", "只监听 127.0.0.1")):
        _, output, _ = leitai("doctor", "--json", "--host", host, "--port", str(port))
        assert json.loads(output)["findings"][0]["message"].startswith(said)


def test_a_database_that_does_not_answer_is_one_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEITAI_DATABASE", f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/none")
    status, _, errors = leitai("match", "list")
    assert (status, errors.splitlines()[0].startswith("error: database-unreachable: 数据库无法使用（")) == (5, True)
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (OSError(errno.EADDRINUSE, "x"), "port-taken: 不能监听 192.0.2.1:80（已被别的程序占用）"),
        (OSError(errno.EACCES, "x"), "port-privileged: 没有权限使用端口 80"),
        (OSError(errno.EADDRNOTAVAIL, "x"), "address-elsewhere: 192.0.2.1 不是本机的地址"),
        (socket.gaierror(socket.EAI_NONAME, "x"), "host-unknown: 找不到主机名 192.0.2.1"),
        (OSError(errno.EMFILE, "x"), "listen-failed: 不能监听 192.0.2.1:80（打开的文件太多）"),
        (OSError(errno.EHOSTDOWN, "the host is down"), "listen-failed: 不能监听 192.0.2.1:80（the host is down）"),
    ],
)
def test_the_server_says_why_it_cannot_listen(why: OSError, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(host: str, port: int) -> socket.socket:
        raise why

    monkeypatch.setattr(runtime, "_listen", refuse)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr("scoreboard.server.log.configure", lambda *given: None)
    status, _, errors = leitai("serve", "--host", "192.0.2.1", "--port", "80", "--async-mode", "threading")
    assert (status, errors.splitlines()[0]) == (5, f"error: {said}")


def test_every_reason_of_the_system_has_words() -> None:
    for name in wording.REASONS:
        said = wording.reason(OSError(getattr(errno, name), "in English"), cli.w)
        assert said not in ("in English", ""), name


def test_every_sentence_of_click_that_a_user_may_meet_is_known() -> None:
    """The sentences are read out of click, so that a version that says them otherwise is noticed."""
    source = "".join(
        (Path(click.__file__).parent / f"{name}.py").read_text("utf-8") for name in ("types", "parser", "core")
    )
    for sentence in (
        "is not in the range {range}.",
        "is not a valid {number_type}.",
        "does not exist.",
        "is a file.",
        "is not readable.",
        "requires an argument.",
        "does not take a value.",
        "Got unexpected extra argument",
        "Missing command.",
    ):
        assert sentence in source, sentence


@pytest.mark.parametrize("arguments", [("rules", "template", "standard-party"), ("questions", "template")])
def test_a_file_that_is_there_is_written_over_only_when_told_so(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("mine", "utf-8")
    status, _, errors = leitai(*arguments, "-o", str(file))
    assert (status, errors.splitlines()[0]) == (3, f"error: file-exists: 文件已经存在：{file}")
    assert file.read_text("utf-8") == "mine"
    assert leitai(*arguments, "-o", str(file), "--force")[0] == 0
    assert file.read_text("utf-8") != "mine"
    nowhere = tmp_path / "none" / "mine.csv"
    said = f"error: file-unwritable: 文件无法写入：{nowhere}（没有这个文件或目录）"
    assert leitai(*arguments, "-o", str(nowhere))[2].splitlines()[0] == said


@pytest.mark.parametrize("name", ["rules", "questions", "tally", "match"])
def test_help_is_in_one_language(name: str) -> None:
    output = leitai(name, "--help")[1]
    assert "选项:" in output
    assert not {"Options:", "Commands:", "Show"} & set(output.split())


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Invalid("x"), 3),
        (NotFound("x"), 4),
        (Refused("x"), 5),
        (Forbidden("x"), 5),
        (Conflict("x"), 5),
        (Broken("x"), 6),
    ],
)
def test_each_class_of_error_has_its_exit_status(error: LeitaiError, status: int) -> None:
    def fail() -> None:
        raise error

    assert cli.run(fail) == status


def test_a_wrong_setting_stops_a_command_with_its_code_and_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEITAI_PORT", "many")
    status, output, errors = leitai("config")
    assert (status, output) == (3, "")
    assert errors.splitlines()[0] == "error: setting-wrong: 设置 LEITAI_PORT 的值“many”不能用，应为 1–65535"


def test_config_shows_value_and_origin_of_every_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEITAI_PORT", "5001")
    status, output, _ = leitai("config", "--json")
    table = json.loads(output)
    assert status == 0
    assert table["port"] == {"value": "5001", "origin": "LEITAI_PORT"}
    assert table["async_mode"] == {"value": "eventlet", "origin": "default"}


def test_there_is_no_database_until_it_is_upgraded() -> None:
    assert leitai("db", "check")[0] == 4
    assert leitai("db", "upgrade")[0] == 0
    assert leitai("db", "check")[0] == 0


def test_an_account_is_made_once_and_its_password_can_be_reset(tmp_path: Path) -> None:
    made = leitai("user", "add", "张一", "--password-stdin", given="eight horses draw\n")
    new = f"原来没有数据库，已新建 {tmp_path / 'data' / 'leitai.db'}。\n"
    assert made == (0, f"{new}已新建账号“张一”。\n", "")
    status, _, errors = leitai("user", "add", "张一", "--password-stdin", given="eight horses draw\n")
    assert (status, errors.splitlines()[0]) == (5, "error: account-exists: 已有名为“张一”的账号")
    assert leitai("user", "reset", "张一", "--password-stdin", given="nine horses draw\n")[0] == 0
    assert leitai("user", "reset", "李二", "--password-stdin", given="nine horses draw\n")[0] == 4
    assert leitai("user", "add", "王三", "--password-stdin", given="short\n")[0] == 3


def test_a_good_rule_sheet_passes_and_prints_as_rules() -> None:
    status, output, _ = leitai("rules", "check", str(SHEET))
    assert (status, output.splitlines()[0]) == (
        0,
        "standard-party.toml：赛制“通用党建知识竞赛”第 1 版，8 个环节，没有发现问题。",
    )
    status, output, _ = leitai("rules", "print", str(SHEET))
    assert (status, output.splitlines()[0]) == (0, "通用党建知识竞赛规则")


def test_a_faulty_rule_sheet_lists_every_fault_and_ends_with_1(tmp_path: Path) -> None:
    sheet = tmp_path / "faulty.toml"
    sheet.write_text(SHEET.read_text("utf-8").replace("base = ", "bass = ", 1) + "\nwhat = 1\n", "utf-8")
    status, output, _ = leitai("rules", "check", "--json", str(sheet))
    assert status == 1
    assert len(json.loads(output)["faults"]) >= 2
    assert leitai("rules", "print", str(sheet))[0] == 1


def test_a_question_file_is_read_row_by_row_and_nothing_is_stored(tmp_path: Path) -> None:
    file = tmp_path / "questions.csv"
    file.write_text(
        "题型,题干,选项A,选项B,正确答案\n单选,一加一等于几？,一,二,B\n单选,二加二等于几？,三,四,C\n", "utf-8"
    )
    status, output, _ = leitai("questions", "check", "--json", str(file))
    found = json.loads(output)
    assert (status, found["ok"], found["counts"]["questions"]) == (1, False, 1)
    assert [row["place"] for row in found["rows"] if row["problems"]] == ["questions.csv!3"]
    assert not (tmp_path / "data").exists()


def test_coverage_says_what_a_rule_sheet_still_needs(tmp_path: Path) -> None:
    file = tmp_path / "questions.csv"
    file.write_text("题型,题干,选项A,选项B,正确答案\n单选,一加一等于几？,一,二,B\n", "utf-8")
    status, output, _ = leitai("questions", "check", str(file), "--rules", str(SHEET), "--teams", "4")
    assert status == 1
    assert "缺" in output


def test_the_doctor_fails_where_the_port_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        status, output, _ = leitai("doctor", "--json", "--host", "127.0.0.1", "--port", port)
    codes = [finding["code"] for finding in json.loads(output)["findings"]]
    assert status == 1
    assert "port-taken" in codes
    assert "address-only-here" in codes


def test_the_version_is_that_of_the_package() -> None:
    status, output, _ = leitai("--version")
    assert (status, output.strip()) == (0, f"leitai, version {version('leitai')}")
