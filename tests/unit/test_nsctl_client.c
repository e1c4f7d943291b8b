/*
 * nsctl's end of the control protocol, against packets of every kind and size on a socket pair.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "nsctl/client.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct status status;

static const struct reply_container blank = { .name = "a", .state = SERVICE_UP };

/* A socket pair: ends[0] is the client's, ends[1] the server's. */
static int ends[2];

static int connect_ends(void **unused)
{
	(void)unused;
	return socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends);
}

static int close_ends(void **unused)
{
	(void)unused;
	close(ends[0]);
	if (ends[1] >= 0)
		close(ends[1]);
	return 0;
}

static void hang_up(void)
{
	close(ends[1]);
	ends[1] = -1;
}

/* Sends a packet with a body of `bytes`, which the head says, or says wrongly. */
static void serve(uint32_t kind, const void *body, size_t bytes, size_t said)
{
	static char packet[sizeof(struct reply_head) + 8192];
	struct reply_head head = { kind, (uint32_t)said };

	assert_true(bytes <= sizeof packet - sizeof head);
	memcpy(packet, &head, sizeof head);
	if (bytes > 0)
		memcpy(packet + sizeof head, body, bytes);
	assert_int_equal(send(ends[1], packet, sizeof head + bytes, 0), sizeof head + bytes);
}

#define SERVE(kind, body) serve((kind), &(body), sizeof(body), sizeof(body))

static void a_request_is_one_packet(void **unused)
{
	struct control_request request;
	char long_name[CONTROL_NAME_MAX + 1];

	(void)unused;
	memset(&request, 0xff, sizeof request);
	assert_int_equal(client_ask(ends[0], VERB_RESTART, "web"), 0);
	assert_int_equal(recv(ends[1], &request, sizeof request, MSG_TRUNC), sizeof request);
	assert_int_equal(request.version, CONTROL_VERSION);
	assert_int_equal(request.verb, VERB_RESTART);
	assert_string_equal(request.name, "web");
	for (size_t i = 3; i < sizeof request.name; i++)
		assert_int_equal(request.name[i], 0);
	memset(long_name, 'n', sizeof long_name);
	long_name[CONTROL_NAME_MAX] = '\0';
	assert_int_equal(client_ask(ends[0], VERB_STOP, long_name), -ENAMETOOLONG);
	long_name[CONTROL_NAME_MAX - 1] = '\0';
	assert_int_equal(client_ask(ends[0], VERB_STOP, long_name), 0);
	assert_int_equal(recv(ends[1], &request, sizeof request, MSG_TRUNC), sizeof request);
	assert_string_equal(request.name, long_name);
	assert_int_equal(recv(ends[1], &request, sizeof request, MSG_DONTWAIT), -1);
}

/* A peer that is gone is an error, and no signal. */
static void a_peer_that_is_gone_is_an_error(void **unused)
{
	struct packet packet;
	struct reply_end end;

	(void)unused;
	hang_up();
	assert_int_equal(client_ask(ends[0], VERB_STATUS, ""), -EPIPE);
	assert_int_equal(client_receive(ends[0], &packet), -ECONNRESET);
	assert_int_equal(client_receive_end(ends[0], &end), -ECONNRESET);
	assert_int_equal(client_receive_status(ends[0], &status), -ECONNRESET);
}

static void a_status_is_received_whole(void **unused)
{
	struct reply_machine machine = { .up_ms = 5, .containers = 2, .hostname = "router" };
	struct reply_container first = blank;
	struct reply_container second = blank;
	struct reply_end end = { 0 };

	(void)unused;
	first.pid = 7;
	strcpy(second.name, "b");
	SERVE(REPLY_MACHINE, machine);
	SERVE(REPLY_CONTAINER, first);
	SERVE(REPLY_CONTAINER, second);
	SERVE(REPLY_END, end);
	status.count = 17;
	assert_int_equal(client_receive_status(ends[0], &status), 0);
	assert_int_equal(status.count, 2);
	assert_int_equal(status.machine.up_ms, 5);
	assert_string_equal(status.machine.hostname, "router");
	assert_int_equal(status.containers[0].pid, 7);
	assert_string_equal(status.containers[1].name, "b");
	assert_int_equal(status.end.result, 0);
}

static void a_refusal_is_received(void **unused)
{
	struct reply_end end = { .result = ENOENT, .text = "no container has this name" };
	struct reply_end got;

	(void)unused;
	SERVE(REPLY_END, end);
	assert_int_equal(client_receive_status(ends[0], &status), 0);
	assert_int_equal(status.end.result, ENOENT);
	assert_int_equal(status.count, 0);
	SERVE(REPLY_END, end);
	assert_int_equal(client_receive_end(ends[0], &got), 0);
	assert_int_equal(got.result, ENOENT);
	assert_string_equal(got.text, "no container has this name");
}

/* A status of packets that are fine by themselves, in an order that makes none. */
static void a_status_in_disorder_is_refused(void **unused)
{
	static const enum control_reply_kind orders[][4] = {
		{ REPLY_CONTAINER, REPLY_MACHINE, REPLY_END, 0 },
		{ REPLY_MACHINE, REPLY_MACHINE, REPLY_END, 0 },
		{ REPLY_MACHINE, REPLY_LOGS, REPLY_END, 0 }, { REPLY_LOGS, REPLY_END, 0, 0 },
		{ REPLY_END, 0, 0, 0 }, /* well, and yet nothing */
	};
	struct reply_machine machine = { 0 };
	struct reply_end end = { 0 };

	(void)unused;
	for (size_t i = 0; i < COUNT(orders); i++) {
		close_ends(NULL);
		assert_int_equal(connect_ends(NULL), 0);
		for (size_t at = 0; at < COUNT(orders[i]); at++) {
			if (orders[i][at] == REPLY_MACHINE)
				SERVE(REPLY_MACHINE, machine);
			else if (orders[i][at] == REPLY_CONTAINER)
				SERVE(REPLY_CONTAINER, blank);
			else if (orders[i][at] == REPLY_END)
				SERVE(REPLY_END, end);
			else if (orders[i][at] == REPLY_LOGS)
				serve(REPLY_LOGS, NULL, 0, 0);
		}
		assert_int_equal(client_receive_status(ends[0], &status), -EPROTO);
	}
}

static void more_containers_than_there_can_be_are_refused(void **unused)
{
	struct reply_machine machine = { 0 };
	int room = 4 << 20;

	(void)unused;
	setsockopt(ends[1], SOL_SOCKET, SO_SNDBUFFORCE, &room, sizeof room);
	SERVE(REPLY_MACHINE, machine);
	for (unsigned i = 0; i < CONTAINERS_MAX + 1; i++)
		SERVE(REPLY_CONTAINER, blank);
	assert_int_equal(client_receive_status(ends[0], &status), -EPROTO);
}

static void packets_of_another_size_or_kind_are_refused(void **unused)
{
	static const struct {
		uint32_t kind;
		size_t bytes, said;
		int result;
	} cases[] = {
		{ REPLY_END, sizeof(struct reply_end), sizeof(struct reply_end), 0 },
		{ REPLY_END, sizeof(struct reply_end) - 1, sizeof(struct reply_end) - 1, -EPROTO },
		{ REPLY_END, sizeof(struct reply_end) + 1, sizeof(struct reply_end) + 1, -EPROTO },
		{ REPLY_END, sizeof(struct reply_end) - 1, sizeof(struct reply_end), -EPROTO },
		{ REPLY_END, sizeof(struct reply_end), sizeof(struct reply_end) + 1, -EPROTO },
		{ REPLY_END, sizeof(struct reply_end), 0, -EPROTO },
		{ REPLY_END, 0, 0, -EPROTO },
		{ REPLY_MACHINE, sizeof(struct reply_machine), sizeof(struct reply_machine), 0 },
		{ REPLY_MACHINE, 8, 8, -EPROTO },
		{ REPLY_MACHINE, sizeof(struct reply_end), sizeof(struct reply_end), -EPROTO },
		{ REPLY_CONTAINER, sizeof(struct reply_container), sizeof(struct reply_container),
			0 },
		{ REPLY_CONTAINER, sizeof(struct reply_container) - 8,
			sizeof(struct reply_container) - 8, -EPROTO },
		{ REPLY_LOGS, 0, 0, 0 },
		{ REPLY_LOGS, 1, 1, -EPROTO },
		{ REPLY_LOGS, 8000, UINT32_MAX, -EPROTO },
		{ 0, 8, 8, -EPROTO },
		{ REPLY_LOGS + 1, 8, 8, -EPROTO },
		{ UINT32_MAX, 0, 0, -EPROTO },
	};
	static char body[8192];

	(void)unused;
	for (size_t i = 0; i < COUNT(cases); i++) {
		/* On the heap, so that the sanitizer sees its edges. */
		struct packet *packet = malloc(sizeof *packet);

		assert_non_null(packet);
		serve(cases[i].kind, body, cases[i].bytes, cases[i].said);
		assert_int_equal(client_receive(ends[0], packet), cases[i].result);
		free(packet);
	}
	for (size_t bytes = 1; bytes < sizeof(struct reply_head); bytes++) {
		struct packet packet;

		assert_int_equal(send(ends[1], body, bytes, 0), bytes);
		assert_int_equal(client_receive(ends[0], &packet), -EPROTO);
	}
}

/* The peer ends none of its strings; each is ended at its last byte. */
static void unterminated_strings_are_ended(void **unused)
{
	struct reply_machine machine;
	struct reply_container container;
	struct reply_end end;

	(void)unused;
	memset(&machine, 'm', sizeof machine);
	memset(&container, 'c', sizeof container);
	machine.up_ms = 0;
	container.index = 0;
	container.wanted_ms = container.started_ms = container.ready_ms = 0;
	memset(&end, 'e', sizeof end);
	SERVE(REPLY_MACHINE, machine);
	SERVE(REPLY_CONTAINER, container);
	SERVE(REPLY_END, end);
	assert_int_equal(client_receive_status(ends[0], &status), 0);
	assert_int_equal(strnlen(status.machine.hostname, 64), 63);
	assert_int_equal(strnlen(status.machine.release, 64), 63);
	assert_int_equal(strnlen(status.containers[0].name, CONTROL_NAME_MAX), 31);
	assert_int_equal(strnlen(status.containers[0].step_name, 24), 23);
	assert_int_equal(strnlen(status.containers[0].item_name, 64), 63);
	assert_int_equal(strnlen(status.containers[0].reason, CONTROL_TEXT_MAX), 191);
	assert_int_equal(strnlen(status.end.text, CONTROL_TEXT_MAX), 191);
}

/* What is reckoned with them stays in 64 bits. */
static void times_are_those_of_a_machine(void **unused)
{
	static const int64_t good = INT64_C(100000000000000) - 1;
	struct reply_machine machine = { .up_ms = good };
	struct packet packet;

	(void)unused;
	SERVE(REPLY_MACHINE, machine);
	assert_int_equal(client_receive(ends[0], &packet), 0);
	machine.up_ms = good + 1;
	SERVE(REPLY_MACHINE, machine);
	assert_int_equal(client_receive(ends[0], &packet), -EPROTO);
	machine.up_ms = -1;
	SERVE(REPLY_MACHINE, machine);
	assert_int_equal(client_receive(ends[0], &packet), -EPROTO);
}

static void a_socket_is_found_by_its_path(void **unused)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char folder[] = "/tmp/test_nsctl.XXXXXX";
	char long_path[200];
	int listener = socket(AF_UNIX, SOCK_SEQPACKET, 0);
	int fd;

	(void)unused;
	assert_non_null(mkdtemp(folder));
	snprintf(address.sun_path, sizeof address.sun_path, "%s/control", folder);
	assert_int_equal(client_connect(address.sun_path), -ENOENT);
	assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
	assert_int_equal(client_connect(address.sun_path), -ECONNREFUSED);
	assert_int_equal(listen(listener, 1), 0);
	fd = client_connect(address.sun_path);
	assert_true(fd >= 0);
	assert_int_equal(client_ask(fd, VERB_STATUS, ""), 0);
	close(fd);
	close(listener);
	unlink(address.sun_path);
	rmdir(folder);
	memset(long_path, 'p', sizeof long_path);
	long_path[sizeof long_path - 1] = '\0';
	assert_int_equal(client_connect(long_path), -ENAMETOOLONG);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_request_is_one_packet, connect_ends, close_ends),
		cmocka_unit_test_setup_teardown(
			a_peer_that_is_gone_is_an_error, connect_ends, close_ends),
		cmocka_unit_test_setup_teardown(
			a_status_is_received_whole, connect_ends, close_ends),
		cmocka_unit_test_setup_teardown(a_refusal_is_received, connect_ends, close_ends),
		cmocka_unit_test_setup_teardown(
			a_status_in_disorder_is_refused, connect_ends, close_ends),
		cmocka_unit_test_setup_teardown(
			more_containers_than_there_can_be_are_refused, connect_ends, close_ends),
		cmocka_unit_test_setup_teardown(
			packets_of_another_size_or_kind_are_refused, connect_ends, close_ends),
		cmocka_unit_test_setup_teardown(
			unterminated_strings_are_ended, connect_ends, close_ends),
		cmocka_unit_test_setup_teardown(
			times_are_those_of_a_machine, connect_ends, close_ends),
		cmocka_unit_test(a_socket_is_found_by_its_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
