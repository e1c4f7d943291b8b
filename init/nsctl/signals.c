/*
 * `nsctl signal`; see signals.h. nsctl only.
 */
#include "nsctl/signals.h"

#include "base/signals.h"
#include "base/system.h"
#include "nsctl/client.h"
#include "uses.h"

#include <string.h>
#include <strings.h>

static const struct {
	char name[7];
	unsigned char number;
} signals[] = {
#define SIGNAL_ROW(name) { #name, SIG##name },
	SIGNALS(SIGNAL_ROW)
#undef SIGNAL_ROW
};

uint32_t signal_parse(const char *word)
{
	uint32_t number = 0;
	const char *digit = word;

	for (; *digit >= '0' && *digit <= '9' && number <= SIGNAL_MOST; digit++)
		number = number * 10 + (uint32_t)(*digit - '0');
	if (digit > word)
		return *digit == '\0' && number <= SIGNAL_MOST ? number : 0;
	if (strncasecmp(word, "SIG", 3) == 0)
		word += 3;
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
		if (strcasecmp(signals[i].name, word) == 0)
			return signals[i].number;
	return 0;
}

static enum ending ask(const char *name, uint32_t number)
{
	struct signal_request request = { { CONTROL_VERSION, VERB_SIGNAL, "" }, number, 0 };
	struct reply_end end;
	int error;

	memcpy(request.head.name, name, strlen(name));
	error = client_carry_out(&request, sizeof request, &end);
	if (error < 0)
		return explain_error(error);
	return end.result == 0 ? ENDING_GOOD : explain_end("signal", name, &end);
}

enum ending signal_run(char **words)
{
	const char *name = words[0];
	uint32_t number = NSINIT_USES_SIGNAL ? 0 : 1; /* PID 1 refuses any */

	if (!name || !name[0] || name[0] == '-')
		return explain_usage("signal", "which container?");
	if (strlen(name) >= CONTROL_NAME_MAX)
		return complain(ENDING_FAILED, name, "no container has this name");
	if (!words[1])
		return explain_usage("signal", "which signal?");
	if (words[2])
		return explain_usage(words[2], "one word too many");
	if (NSINIT_USES_SIGNAL)
		number = signal_parse(words[1]);
	if (number == 0)
		return explain_usage(words[1], "no such signal; there are HUP, USR1, 10");
	return ask(name, number);
}
