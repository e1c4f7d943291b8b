/*
 * What a container may call, for the summary.
 * Host tool; called by print_summary().
 */
#include "check/check.h"

static void print_calls(FILE *out, const char *word, const uint16_t *calls)
{
	for (unsigned i = 0; i < syscall_count(calls); i++)
		fprintf(out, ", %s%s", i == 0 ? word : "", call_name(calls[i]));
}

void summarize_syscalls(FILE *out, const struct container *container)
{
	static const char *const sets[] = { [SYSCALLS_UNRESTRICTED] = "unrestricted",
		[SYSCALLS_LEARN] = "LEARNS: NOT FOR A PRODUCT, nearly every one is allowed",
#define SET_WORD(set, word) [SYSCALLS_##set] = (word),
		NSINIT_SYSCALL_SETS(SET_WORD)
#undef SET_WORD
	};
	static const char *const actions[] = {
		[SYSCALL_KILL] = ", others kill",
		[SYSCALL_LOG] = ", others logged",
	};
	unsigned rules = syscall_rule_count(container->syscall_rules);

	if (container->syscalls == SYSCALLS_DEFAULT && container->syscalls_add == NULL &&
		container->syscalls_remove == NULL && rules == 0 &&
		container->syscall_action == SYSCALL_ERRNO)
		return;
	fputs(sets[container->syscalls], out);
	print_calls(out, "with ", container->syscalls_add);
	print_calls(out, "without ", container->syscalls_remove);
	for (unsigned i = 0; i < rules; i++)
		fprintf(out, ", %s%s", i == 0 ? "rules for " : "",
			call_name(container->syscall_rules[i].call));
	if (container->syscall_action != SYSCALL_ERRNO)
		fputs(actions[container->syscall_action], out);
}
