/*
 * The fields that PID 1 hands to its next image; see state.h. Data only.
 *
 * Everything that PID 1 knows from one turn of the loop to the next stands here, or is made anew
 * by the next image (epoll, timers, signals, what is compiled in). Numbers are for ever; a new
 * field gets the next one.
 */
#include "pid1/state.h"

#include <fcntl.h>
#include <stddef.h>

/* One field of each owner, and an array of each. */
#define FIELD(number, owner, path, kind, most) PARTS(number, owner, path, 1, kind, most)
#define PARTS(number, owner, path, parts, kind, most)                                              \
	{                                                                                          \
		(number), STATE_##kind, STATE_##owner, sizeof(((struct machine *)0)->path),        \
			(parts), offsetof(struct machine, path), (most)                            \
	}

/* Descriptors of an array of the logger from the element `first` on. */
#define LOGGER(number, owner, array, first, kind, most)                                            \
	{                                                                                          \
		(number), STATE_##kind, (owner), sizeof(int), 1,                                   \
			(uint32_t)(offsetof(struct machine, logger.array) +                        \
				   (first) * sizeof(int)),                                         \
			(most)                                                                     \
	}

#define WORDS (NOTICE_TEXT_MAX / sizeof(int64_t))
_Static_assert(NOTICE_TEXT_MAX % sizeof(int64_t) == 0, "words are carried by eight bytes");

#define ANY 0

/* A config without timers has nothing to do with theirs. */
#define STATE_TIMER (NSINIT_USES_TIMER ? STATE_UNIT : STATE_NOWHERE)

const struct state_field state_fields[] = {
	/* The machine. Only a machine that runs is handed over. */
	FIELD(1, MACHINE, phase, NUMBER, PHASE_RUNNING),
	FIELD(2, MACHINE, booted, NUMBER, 1),
	FIELD(3, MACHINE, ground.machine, NUMBER, 1),
	FIELD(4, MACHINE, cgroups.v2, DIRECTORY, O_PATH),
	PARTS(5, MACHINE, cgroups.v1[0], CGROUP_CONTROLLER_COUNT, DIRECTORY, O_PATH),
	FIELD(6, MACHINE, cgroups.v2_controllers, NUMBER, UINT32_MAX),
	FIELD(7, MACHINE, cgroups.device_program, OTHER, O_RDWR),
	FIELD(8, MACHINE, cgroups.left, DIRECTORY, O_PATH),
	FIELD(9, MACHINE, bounding, BITS, ANY),
	FIELD(10, MACHINE, control, SOCKET, O_RDWR),
	FIELD(11, MACHINE, shell, PID, ANY),
	FIELD(12, MACHINE, shell_again_ms, TIME, ANY),
	FIELD(13, MACHINE, watchdog, DEVICE, O_WRONLY),
	FIELD(14, MACHINE, watchdog_ms, TIME, ANY),
	FIELD(15, MACHINE, watchdog_period_ms, TIME, ANY),
	FIELD(16, MACHINE, pids_memory, FILE, O_RDWR),
	FIELD(17, MACHINE, learned_memory, FILE, O_RDWR),

	/* The logger: the rings and the pipes, so that no line is lost. */
	FIELD(20, MACHINE, logger.file, FILE, O_RDWR),
	LOGGER(21, STATE_CONTAINER, input, 0, PIPE, O_RDONLY),
	LOGGER(22, STATE_CONTAINER, output, 0, OUTPUT, O_WRONLY),
	LOGGER(23, STATE_MACHINE, input, LOG_OWN, PIPE, O_RDONLY),
	LOGGER(24, STATE_MACHINE, output, LOG_OWN, PIPE, O_WRONLY),
	LOGGER(25, NSINIT_USES_KERNEL_LOG ? STATE_MACHINE : STATE_NOWHERE, input, LOG_KERNEL,
		DEVICE, O_RDONLY),
	LOGGER(26, NSINIT_USES_SYSLOG ? STATE_CONTAINER : STATE_NOWHERE, input, LOG_SOURCES, SOCKET,
		O_RDWR),
	FIELD(27, MACHINE, logger.pid, PID, ANY),
	FIELD(28, MACHINE, logger.deaths, NUMBER, UINT32_MAX),
	FIELD(29, MACHINE, logger.started_ms, TIME, ANY),
	FIELD(30, MACHINE, logger.again_ms, TIME, ANY),
	FIELD(31, MACHINE, logger.drain_ms, TIME, ANY),
	FIELD(32, MACHINE, logger.lost, BITS, ANY),
	FIELD(33, MACHINE, logger.sinks[LOG_SINK_FILES].pid, PID, ANY),
	FIELD(34, MACHINE, logger.sinks[LOG_SINK_REMOTE].pid, PID, ANY),

	/* The state machine of each container. */
	FIELD(40, SERVICE, services[0].state, NUMBER, SERVICE_STATE_COUNT - 1),
	FIELD(41, SERVICE, services[0].wanted, NUMBER, 1),
	FIELD(42, SERVICE, services[0].restart_wanted, NUMBER, 1),
	FIELD(43, SERVICE, services[0].outcome, NUMBER, OUTCOME_OVER),
	FIELD(44, SERVICE, services[0].cause, NUMBER, SERVICE_CAUSE_COUNT - 1),
	FIELD(45, SERVICE, services[0].restarts, NUMBER, UINT32_MAX),
	FIELD(46, SERVICE, services[0].failures, NUMBER, UINT32_MAX),
	FIELD(47, SERVICE, services[0].misses, NUMBER, UINT32_MAX),
	FIELD(48, SERVICE, services[0].probing, NUMBER, 1),
	FIELD(49, SERVICE, services[0].chance, NUMBER, UINT32_MAX),
	FIELD(50, SERVICE, services[0].exit_status, SIGNED, ANY),
	FIELD(51, SERVICE, services[0].since_ms, TIME, ANY),
	FIELD(52, SERVICE, services[0].deadline_ms, TIME, ANY),
	FIELD(53, SERVICE, services[0].delay_ms, TIME, ANY),
	FIELD(54, SERVICE, services[0].up_ms, TIME, ANY),
	FIELD(55, CONTAINER, leaving[0], NUMBER, 1),

	/* What else is known of it: processes, descriptors, what was set and said. */
	FIELD(60, UNIT, units[0].launcher, PID, ANY),
	FIELD(61, UNIT, units[0].cleaner, PID, ANY),
	FIELD(62, UNIT, units[0].learner, PID, ANY),
	FIELD(63, UNIT, units[0].probe, PID, ANY),
	FIELD(64, UNIT, units[0].setter, PID, ANY),
	FIELD(65, UNIT, units[0].status, PIPE, O_RDONLY),
	FIELD(66, UNIT, units[0].terminal, SOCKET, O_RDWR),
	FIELD(67, UNIT, units[0].news, SOCKET, O_RDWR),
	FIELD(68, UNIT, units[0].notify, SOCKET, O_RDWR),
	FIELD(69, UNIT, units[0].pipe, PIPE, O_RDONLY),
	FIELD(70, UNIT, units[0].reported, NUMBER, 1),
	FIELD(71, UNIT, units[0].executes, NUMBER, 1),
	FIELD(72, UNIT, units[0].pause, NUMBER, PAUSE_FAILED),
	FIELD(73, UNIT, units[0].pause_look_ms, TIME, ANY),
	FIELD(74, UNIT, units[0].pause_end_ms, TIME, ANY),
	FIELD(75, UNIT, units[0].set_result, SIGNED, ANY),
	FIELD(76, UNIT, units[0].setting, NUMBER, SETTING_COUNT - 1),
	FIELD(77, UNIT, units[0].setting_value, BITS, ANY),
	PARTS(78, UNIT, units[0].set[0], NSINIT_USES_SET ? SETTING_COUNT : 1, BITS, ANY),
	FIELD(79, UNIT, units[0].failure.step, NUMBER, UINT16_MAX),
	FIELD(80, UNIT, units[0].failure.item, NUMBER, UINT16_MAX),
	FIELD(81, UNIT, units[0].failure.error, SIGNED, ANY),
	FIELD(82, UNIT, units[0].wanted_ms, TIME, ANY),
	FIELD(83, UNIT, units[0].started_ms, TIME, ANY),
	FIELD(84, UNIT, units[0].ready_ms, TIME, ANY),
	FIELD(85, UNIT, units[0].inside, BITS, ANY),
	FIELD(86, UNIT, units[0].heard, NUMBER, UINT32_MAX),
	FIELD(87, UNIT, units[0].heard_since_ms, TIME, ANY),
	FIELD(88, UNIT, units[0].deaf_until_ms, TIME, ANY),
	FIELD(89, UNIT, units[0].notice, NUMBER, NOTICE_MOST),
	{ 90, STATE_BITS, STATE_UNIT, sizeof(int64_t), WORDS,
		offsetof(struct machine, units[0].words), ANY },

	FIELD(91, UNIT, units[0].said, PIPE, O_RDONLY),
	{ 92, STATE_BITS, NSINIT_USES_PROBE_COMMAND ? STATE_UNIT : STATE_NOWHERE, sizeof(int64_t),
		WORDS, offsetof(struct machine, units[0].reason), ANY },

	/* Its times; whether they still are is for timer_resume() to say. */
	FIELD(93, TIMER, units[0].timer.base_ms, BITS, ANY),
	FIELD(94, TIMER, units[0].timer.due_ms, BITS, ANY),
	FIELD(95, TIMER, units[0].timer.last_ms, BITS, ANY),
	FIELD(96, TIMER, units[0].timer.left_out, NUMBER, UINT32_MAX),
	FIELD(97, UNIT, units[0].definition, NUMBER, UINT32_MAX),

	/* Clients that wait, or are in the middle of their answer. */
	FIELD(100, CLIENT, clients[0].state, NUMBER, CLIENT_SENDING),
	FIELD(101, CLIENT, clients[0].fd, SOCKET, O_RDWR),
	FIELD(102, CLIENT, clients[0].verb, NUMBER, VERB_COUNT - 1),
	FIELD(103, CLIENT, clients[0].first, NUMBER, CONTAINERS_MAX - 1),
	FIELD(104, CLIENT, clients[0].last, NUMBER, CONTAINERS_MAX - 1),
	FIELD(105, CLIENT, clients[0].next, NUMBER, UINT32_MAX),
	FIELD(106, CLIENT, clients[0].result, SIGNED, ANY),
	FIELD(107, CLIENT, clients[0].deadline_ms, TIME, ANY),
	FIELD(110, EXEC, execs[0], PID, ANY),

	/* The proof of the boot, and what became of essential containers. */
	FIELD(120, MACHINE, essential.confirm.state, NUMBER, CONFIRM_STATE_COUNT - 1),
	FIELD(121, MACHINE, essential.confirm.up_ms, TIME, ANY),
	FIELD(122, MACHINE, essential.confirm.deadline_ms, TIME, ANY),
	{ 123, STATE_TIME, NSINIT_USES_ESSENTIAL ? STATE_CONTAINER : STATE_NOWHERE, sizeof(int64_t),
		1, offsetof(struct machine, essential.away_ms), ANY },
	FIELD(124, MACHINE, essential.look_ms, TIME, ANY),
	PARTS(125, MACHINE, essential.lost.words[0], CONTAINER_SET_WORDS, BITS, ANY),
	FIELD(126, MACHINE, essential.starves, NUMBER, 1),

	/* The clock as it is kept. */
	FIELD(130, MACHINE, clock_ms, TIME, ANY),
	FIELD(131, MACHINE, saver, PID, ANY),
	FIELD(132, MACHINE, stamper, PID, ANY),
	FIELD(133, MACHINE, stamped, BITS, ANY),

	/* Sockets that start containers: who waits in one is not lost. */
	FIELD(140, SERVICE, services[0].bound, NUMBER, 1),
	FIELD(141, SERVICE, services[0].triggered, NUMBER, 1),
	FIELD(142, SERVICE, services[0].triggers, NUMBER, UINT32_MAX),
	FIELD(143, SERVICE, services[0].triggers_ms, TIME, ANY),
	{ 144, STATE_SOCKET, NSINIT_USES_SOCKETS ? STATE_UNIT : STATE_NOWHERE, sizeof(int),
		UNIT_SOCKETS, offsetof(struct machine, units[0].sockets), O_RDWR },
	FIELD(145, UNIT, units[0].binds, NUMBER, 1),
	{ 146, STATE_SOCKET, NSINIT_USES_CONNECTIONS ? STATE_UNIT : STATE_NOWHERE, sizeof(int), 1,
		offsetof(struct machine, units[0].connection), O_RDWR },
	{ 147, STATE_BITS, NSINIT_USES_CONNECTIONS ? STATE_UNIT : STATE_NOWHERE, sizeof(uint64_t),
		2, offsetof(struct machine, units[0].peer), ANY },

	/* A command of the config that runs inside. */
	FIELD(149, UNIT, units[0].command_stops, NUMBER, 1),
	FIELD(150, UNIT, units[0].command, PID, ANY),
	FIELD(151, UNIT, units[0].command_said, PIPE, O_RDONLY),
	FIELD(152, UNIT, units[0].command_result, SIGNED, ANY),
	FIELD(153, UNIT, units[0].command_end_ms, TIME, ANY),
	{ 154, STATE_BITS, NSINIT_USES_COMMAND ? STATE_UNIT : STATE_NOWHERE, sizeof(int64_t), WORDS,
		offsetof(struct machine, units[0].command_words), ANY },

	/* Whom the boot does not start. */
	FIELD(155, MACHINE, kept, NUMBER, 1),
	FIELD(156, MACHINE, disabler, PID, ANY),
	FIELD(157, MACHINE, disabling, NUMBER, CONTAINERS_MAX - 1),
	FIELD(158, MACHINE, disables, NUMBER, 1),
	{ 159, STATE_NUMBER, NSINIT_USES_ENABLE ? STATE_CONTAINER : STATE_NOWHERE, sizeof(bool), 1,
		offsetof(struct machine, disabled), 1 },

	/* Who follows devices, and which of them each container has. */
	FIELD(160, MACHINE, hotplug.pid, PID, ANY),
	{ 161, STATE_BITS, NSINIT_USES_DEVICE_NODE ? STATE_CONTAINER : STATE_NOWHERE,
		sizeof(uint64_t), 1, offsetof(struct machine, hotplug.nodes), ANY },
};
const unsigned state_field_count = sizeof state_fields / sizeof state_fields[0];
