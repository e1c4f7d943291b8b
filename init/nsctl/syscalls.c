/*
 * From calls to a set and its differences; see syscalls.h.
 */
#include "nsctl/syscalls.h"

#include "base/syscalls.h"

#include <nsinit/container.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>

#define WORDS   SYSCALL_WORDS
#define COLUMNS 96

struct calls {
	uint64_t words[WORDS];
};

/* From the narrowest to the widest. */
#define LISTED(name)             NSINIT_SYSCALL_##name,
#define NEW_LISTED(number, name) NSINIT_SYSCALL_##name,
#define LIST(set, word)                                                                            \
	static const uint16_t list_##set[] = { NSINIT_SET_##set(LISTED, NEW_LISTED) };
NSINIT_SYSCALL_SETS(LIST)

#define FAMILY(name)     (UINT64_C(1) << AF_##name)
#define FAMILIES_LOCAL   FAMILY(UNIX)
#define FAMILIES_NETWORK (FAMILIES_LOCAL | FAMILY(INET) | FAMILY(INET6) | FAMILY(NETLINK))

static const struct set {
	const char *name;
	const uint16_t *list;
	unsigned count;
	uint64_t families; /* that its sockets may be of; without NET_RAW's */
} sets[] = {
#define SET(name, families)                                                                        \
	{                                                                                          \
		"SYSCALLS_" #name, list_##name, sizeof list_##name / sizeof list_##name[0],        \
			(families)                                                                 \
	}
	SET(MINIMAL, FAMILIES_LOCAL),
	SET(COMPUTE, FAMILIES_LOCAL),
	SET(NETWORK_CLIENT, FAMILIES_NETWORK),
	SET(NETWORK_SERVICE, FAMILIES_NETWORK),
	SET(DEFAULT, UINT64_MAX),
};
#define SETS (sizeof sets / sizeof sets[0])

static void add(struct calls *calls, unsigned call)
{
	calls->words[call / 64] |= UINT64_C(1) << call % 64;
}

static bool has(const uint64_t words[WORDS], unsigned call)
{
	return (words[call / 64] >> call % 64 & 1) != 0;
}

/* The capability that a call is for, by its name; NULL: none. */
static const char *capability_of(unsigned call, uint64_t *bit)
{
#define OF_CAPABILITY(capability)                                                                  \
	{                                                                                          \
		static const uint16_t list[] = { NSINIT_CALLS_##capability(LISTED, NEW_LISTED) };  \
                                                                                                   \
		for (unsigned i = 0; i < sizeof list / sizeof list[0]; i++) {                      \
			*bit = CAP(capability);                                                    \
			if (list[i] == call)                                                       \
				return #capability;                                                \
		}                                                                                  \
	}
	NSINIT_CALLING_CAPABILITIES(OF_CAPABILITY)
	return NULL;
}

/* Even if it was called, with SYS_ADMIN: see NSINIT_CALLS_NEVER. */
static bool is_never_allowed(unsigned call)
{
	static const uint16_t list[] = { NSINIT_CALLS_NEVER(LISTED, NEW_LISTED) };

	for (unsigned i = 0; i < sizeof list / sizeof list[0]; i++)
		if (list[i] == call)
			return true;
	return false;
}

/*
 * Who holds the capability of a call has it in any set. Who does not was refused by the kernel, and
 * will be by the filter: it is told apart.
 */
static void sort(const struct reply_syscalls *reply, struct calls *used, struct calls *others)
{
	/* What ends a program, or a signal's handler, is seen too late or not at all. */
	static const uint16_t always[] = { NSINIT_SYSCALL_exit, NSINIT_SYSCALL_exit_group,
		NSINIT_SYSCALL_rt_sigreturn, NSINIT_SYSCALL_sigreturn,
		NSINIT_SYSCALL_restart_syscall, NSINIT_SYSCALL_execve, NSINIT_SYSCALL_write };

	for (unsigned i = 0; i < sizeof always / sizeof always[0]; i++)
		if (has(reply->present, always[i]))
			add(used, always[i]);
	for (unsigned call = 1; call < NSINIT_SYSCALL_COUNT; call++) {
		uint64_t bit;

		if (!has(reply->learned.calls, call) || is_never_allowed(call))
			continue;
		if (!capability_of(call, &bit))
			add(used, call);
		else if (!(reply->caps & bit))
			add(others, call);
	}
}

/*
 * What is to be added to a set and removed from it, so that it is exactly what was used; the number
 * of those to be added.
 */
static unsigned compare(const struct set *set, const struct reply_syscalls *reply,
	const struct calls *used, struct calls *added, struct calls *removed)
{
	unsigned count = 0;

	*added = *used;
	memset(removed, 0, sizeof *removed);
	for (unsigned i = 0; i < set->count; i++) {
		unsigned call = set->list[i];

		added->words[call / 64] &= ~(UINT64_C(1) << call % 64);
		if (!has(used->words, call) && has(reply->present, call))
			add(removed, call);
	}
	for (unsigned call = 1; call < NSINIT_SYSCALL_COUNT; call++)
		count += has(added->words, call);
	return count;
}

static bool has_families(const struct set *set, const struct reply_syscalls *reply)
{
	uint64_t families = set->families;

	if (families == FAMILIES_NETWORK && reply->caps & CAP(NET_RAW))
		families |= FAMILY(PACKET);
	return (reply->learned.families & ~families) == 0;
}

static const struct set *choose(const struct reply_syscalls *reply, const struct calls *used)
{
	const struct set *best = &sets[SETS - 1];
	unsigned least = UINT32_MAX;

	for (unsigned i = 0; i < SETS; i++) {
		struct calls added;
		struct calls removed;
		unsigned count = compare(&sets[i], reply, used, &added, &removed);

		if (!has_families(&sets[i], reply) || count >= least)
			continue;
		least = count;
		best = &sets[i];
	}
	return best;
}

/* The names between `title` and `end`, each line behind `margin`; nothing without a name. */
static void put_list(struct text *text, const char *title, const char *margin, const char *end,
	const struct calls *calls)
{
	const char *before = "";
	size_t column = 0;

	for (unsigned call = 1; call < NSINIT_SYSCALL_COUNT; call++) {
		const char *name = syscall_name(call);

		if (!has(calls->words, call))
			continue;
		text_string(text, before[0] ? before : title);
		if (column == 0 || column + strlen(name) + 3 > COLUMNS) {
			text_string(text, margin);
			column = 16;
		} else {
			text_char(text, ' ');
		}
		text_string(text, name);
		column += strlen(name) + 2;
		before = ",";
	}
	if (before[0])
		text_string(text, end);
}

/* A field, unless it would be longer than the schema takes. */
static void put_added(struct text *text, const struct calls *calls, unsigned count)
{
	if (count <= SYSCALLS_MAX)
		put_list(text, "\t.syscalls_add = SYSCALLS(", "\n\t\t", "),\n", calls);
	else
		put_list(text, "\t/* Not in it, and called:", "\n\t * ", " */\n", calls);
}

static void put_others(struct text *text, const struct calls *others)
{
	const char *before = "\t/* Called too, which is for a capability that it does not have:";

	for (unsigned call = 1; call < NSINIT_SYSCALL_COUNT; call++) {
		uint64_t bit;

		if (!has(others->words, call))
			continue;
		text_string(text, before);
		text_string(text, "\n\t * ");
		text_string(text, syscall_name(call));
		text_string(text, " (");
		text_string(text, capability_of(call, &bit));
		text_char(text, ')');
		before = ",";
	}
	if (before[0] == ',')
		text_string(text, " */\n");
}

void syscalls_render(struct text *text, const char *name, const struct reply_syscalls *reply)
{
	struct calls used = { { 0 } };
	struct calls others = { { 0 } };
	struct calls added;
	struct calls removed;
	const struct set *set;
	unsigned count;

	sort(reply, &used, &others);
	set = choose(reply, &used);
	count = compare(set, reply, &used, &added, &removed);
	text_string(text, "\t/* What ");
	text_string(text, name);
	text_string(text, " called since boot; has it done all that it does, errors too? */\n");
	text_string(text, "\t.syscalls = ");
	text_string(text, set->name);
	text_string(text, ",\n");
	put_added(text, &added, count);
	/* Not a field: that a call was not seen does not prove that no error will make it. */
	put_list(text, "\t/* In it, and not called; for .syscalls_remove:", "\n\t * ", " */\n",
		&removed);
	put_others(text, &others);
}
