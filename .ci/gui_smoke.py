"""Uses the window of the program given, as somebody does who hears it instead of seeing it."""

import csv
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from smoke_station import KEY, MODELS, SmokeStation
from smoke_window import Display, Program

ROWS = 100_000
HERE = Path(__file__).parent


def main():
    program = sys.argv[1]
    display = Display()
    try:
        run([program, "--demo", "--lang", "zh"], use_demo)
        with tempfile.TemporaryDirectory() as folder:
            use_own_stations(program, Path(folder))
    finally:
        display.close()
    print("the window does all of it")


def run(command, use):
    window = Program(command)
    try:
        use(window)
    finally:
        window.close()


def use_demo(program):
    # Every site is asked: some answer, some do not.
    program.see(r"^晨星 API · ")
    program.press("查询全部")
    program.see(r"^晨星 API · 正常 · one-api · \$12\.\d\d · 密钥")
    program.see(r"^重试失败的$")
    program.press(r"只看失败的 \d+ 个")
    program.see(r"^长风站 · 失败 · .* · 连接不上")
    program.see(r"^听雨中转 · 失败 · .* · 连接超时")
    program.see(r"^晨星 API · ", gone=True)
    program.press(r"全部 \d+")
    program.see(r"^晨星 API · 正常 · .*刚刚")
    address = "http://" + program.see(r"^127\.0\.0\.1:\d+$").get_name()

    # A new site at a station that does not know its key.
    program.press("添加站点")
    program.fill("网址", address)
    program.fill("密钥", "sk-smoke-000000000000000000000000000000000000")
    program.fill("名称", "冒烟测试")
    program.press("保存并查询")
    program.see(r"^冒烟测试 · 失败 · one-api · .* · 密钥被拒绝")

    # It is deleted and comes back.
    program.focus(r"^冒烟测试 · ")
    program.press("冒烟测试：更多操作")
    program.press("删除")
    program.see(r"^冒烟测试 · ", gone=True)
    program.press("撤销")
    program.see(r"^冒烟测试 · ")

    # The other language, and back.
    program.press("更多")
    program.press("English")
    program.press("More")
    program.see(r"^Query all$")
    program.press("中文")
    program.see(r"^查询全部$")


def use_own_stations(program, folder):
    """A long log and an alarm, on stations of which one never answers."""
    station = SmokeStation(rows=ROWS, newest=int(time.time()))
    silent = SmokeStation(silent=True)
    sites = [site("a1000001", "大账", station), site("b2000002", "静站", silent)]
    (folder / "stats.json").write_text(json.dumps({"sites": sites}))
    heard = folder / "heard"
    listener = subprocess.Popen([sys.executable, HERE / "notification_listener.py", heard])
    try:
        wait_until("somebody shows notifications", heard.exists)
        own = [program, "--data-dir", str(folder), "--lang", "zh"]
        # Fetched on the command line, seen in the window.
        logs = subprocess.run(
            [*own, "logs", "大账", "--since", "2000-01-01", "--json"], check=True, stdout=-1
        )
        assert len(json.loads(logs.stdout)["sites"][0]["logs"]) == ROWS
        run(own, lambda window: (hang(window), filter_log(window, folder)))
        run(own, lambda window: alarm(window, station, heard))
    finally:
        listener.terminate()


def site(number, name, station):
    return {"id": number, "name": name, "url": station.address, "type": "paid", "api_key": KEY}


def hang(window):
    """One station that never answers keeps nobody waiting and is given up on demand."""
    window.see(r"^大账 · ")
    window.press("查询全部")
    window.see(r"^大账 · 正常 · new-api · \$50\.00")
    window.see(r"^静站 · .* · 正在问 ")
    window.press("取消")
    window.see(r"^静站 · .* · 正在问 ", gone=True)


def filter_log(window, folder):
    rows = f"{ROWS:,}"
    window.see(rf"^共 {rows} 条$")
    window.fill("筛选文本", MODELS[0])
    window.see(rf"^筛选 {ROWS // len(MODELS):,} / {rows} 条$")
    window.press("导出 CSV")
    window.see(r"^日志已导出到 ")
    (exported,) = (folder / "exports").iterdir()
    text = exported.read_text(encoding="utf-8")
    assert text.startswith("\ufeff"), "no byte order mark"
    read = list(csv.DictReader(text[1:].splitlines()))
    assert len(read) == ROWS // len(MODELS), len(read)
    assert {row["model"] for row in read} == {MODELS[0]}
    assert {row["site"] for row in read} == {"大账"}
    print("ok: the CSV holds what was shown", flush=True)


def alarm(window, station, heard):
    """Told once, not again while it is low, and again after it was well in between."""
    window.see(r"^大账 · ")
    query(window, station, 3)
    wait_until("an alarm", lambda: len(told(heard)) == 1)
    query(window, station, 2)
    query(window, station, 60)
    assert len(told(heard)) == 1, told(heard)
    query(window, station, 1)
    wait_until("another alarm", lambda: len(told(heard)) == 2)
    assert all("大账" in " ".join(notification) for notification in told(heard)), told(heard)


def query(window, station, balance_usd):
    station.balance_usd = balance_usd
    window.press("查询余额")
    window.see(rf"^大账 · .* · \${balance_usd}\.00")


def told(heard):
    return [json.loads(line) for line in heard.read_text(encoding="utf-8").splitlines()]


def wait_until(what, is_true):
    end = time.monotonic() + 40
    while not is_true():
        if time.monotonic() > end:
            sys.exit(f"waited 40 s for {what}")
        time.sleep(0.1)
    print("ok:", what, flush=True)


main()
