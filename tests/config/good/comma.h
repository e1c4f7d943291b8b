/*
 * uses: ROOT_DIRECTORY SYSCALLS_DEFAULT LIMITS
 * shows: "/usr/sbin/dnsmasq--keep-in-foreground" "--log=\"all\"" "two\nlines" "tab\011" "back\\"
 */
/* The comma that is missing here is legal C; the table shows that two words became one. */
#include "../base.h"

static const struct container beat = {
	.name = "beat", USED_BY(101), LIMITED,
	.root = { ROOT_DIRECTORY, .source = "/containers/beat" },
	.argv = ARGV("/usr/sbin/dnsmasq" "--keep-in-foreground",
		"--log=\"all\"", "two\nlines", "tab\t", "back\\"),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
