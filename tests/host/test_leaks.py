"""
A thousand restarts of a container that has all that there is leave what there was before. One that
lives in its namespaces is started again each time too, often before the first is told to be up.
"""

import time

import pytest

import features

CONFIG = "again"
RESTARTS = 1000
RSS_SLACK_KIB = 8  # pages of the stack that are touched for the first time
# Of the whole machine, and what is freed is counted until its page is full of such: one object that
# each restart left would be twice this.
SLAB_SLACK = RESTARTS // 2
SLABS = ("mnt_cache", "net_namespace", "pid_namespace", "user_namespace", "uts_namespace", "nsproxy",
         "sock_inode_cache", "task_struct", "ovl_inode", "squashfs_inode_cache", "files_cache")


@pytest.fixture(scope="module")
def run(host):
    if why := features.missing():
        pytest.skip(why)
    with features.running(host, CONFIG) as running:
        yield running


def restart(run, count):
    """How many milliseconds each took, with nsctl. Both are up at the end."""
    began = time.monotonic()
    for _ in range(count):
        run.ask("restart", features.WHOLE)
    took_ms = (time.monotonic() - began) * 1000 / count
    for name in (features.WHOLE, features.GUEST):
        run.wait_state(name, "up")
    return took_ms


def check_slabs(run, before):
    """The kernel takes its time with namespaces."""
    def grown():
        now = features.slab(*SLABS)
        return {name: (before[name], now[name]) for name in before
                if now[name] > before[name] + SLAB_SLACK}
    assert "mnt_cache" in before and "net_namespace" in before
    try:
        run.wait("the kernel's caches", lambda: not grown())
    except AssertionError:
        assert grown() == {}, "objects before and after"


def test_restarts(run):
    restart(run, 20)  # what is touched once is touched now
    before, rss_before_kib = run.snapshot(), run.rss_kib()
    slabs, loops = features.slab(*SLABS), features.loop_devices(run)
    count = run.said().count(f"{features.WHOLE}: up")
    assert len(loops) == 1
    took_ms = restart(run, RESTARTS)
    run.check_snapshot(before, f"{RESTARTS} restarts")
    rss_kib = run.rss_kib()
    print(f"\n{took_ms:.1f} ms a restart; PID 1 has {rss_kib} KiB, had {rss_before_kib}; objects of "
          f"the kernel {slabs} and {features.slab(*SLABS)}")
    assert run.said().count(f"{features.WHOLE}: up") == count + RESTARTS
    assert rss_kib <= rss_before_kib + RSS_SLACK_KIB
    assert len(features.loop_devices(run)) == 1
    check_slabs(run, slabs)


def test_end(run):
    """Nothing of any when all are stopped."""
    for name in (features.GUEST, features.WHOLE, features.PLAIN):
        run.ask("stop", name)
        run.wait_state(name, "down")
    assert features.loop_devices(run) == []
    assert [name for name in run.interfaces() if name.startswith("v")] == []
    assert sorted(run.processes().values()) == ["logger", "nsinit"]
