/* expect:
 * appliance: console.argv: has no effect with CONSOLE_NONE; remove it
 * appliance: watchdog.timeout_s: has no effect without a device; remove it
 */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.console = { .argv = ARGV("/bin/sh") },
	.watchdog = { .timeout_s = 30 },
};
