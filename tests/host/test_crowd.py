"""As many containers and sockets as there can be: PID 1 has a descriptor for each."""

from test_sockets import ask, connect

CONFIG = "crowd"
PROGRAMS = ("listener",)
COUNT, SOCKETS = 128, 8


def test_every_socket_of_every_container_is_open(run):
    run.wait("all to listen", lambda: all(
        one["state"] == "listening" for one in run.status().values()), 120)
    assert len(run.status()) == COUNT
    assert len(run.descriptors()) > COUNT * SOCKETS
    for place in (0, COUNT - 1):
        with connect(run, 8000 + place * SOCKETS + SOCKETS - 1) as made:
            assert ask(made, "a") == f"{3 + SOCKETS - 1} a"
        run.wait_state(f"one{place:03}", "listening")


def test_containers_have_their_own_limit(run):
    """Whatever PID 1 has."""
    with connect(run, 8000) as made:
        run.wait_state("one000", "up")
        pid, = run.processes_of("listener")
        with open(f"/proc/{pid}/limits", encoding="ascii") as limits:
            line, = (line for line in limits if line.startswith("Max open files"))
        assert line.split()[3:5] == ["1024", "4096"]
        assert ask(made, "a") == "3 a"
    run.wait_state("one000", "listening")
