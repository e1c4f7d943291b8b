/*
 * The settings of IPv6 of one interface, below /proc/sys/net/ipv6/conf; see ipv6.h.
 */
#include "kernel/ipv6.h"

#include "base/system.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>

#define SETTINGS "/proc/sys/net/ipv6/conf/"

int ipv6_settings(void)
{
	return sys_open(AT_FDCWD, SETTINGS, O_PATH | O_DIRECTORY);
}

int ipv6_confine(int settings, const char *interface, bool addressed)
{
	char path[sizeof SETTINGS + 32];
	struct text text = TEXT(path);
	int error = settings;

	if (settings == IPV6_SETTINGS_HERE)
		text_string(&text, SETTINGS);
	text_string(&text, interface);
	text_string(&text, addressed ? "/accept_ra" : "/disable_ipv6");
	if (settings >= 0 || settings == IPV6_SETTINGS_HERE)
		error = sys_write_file(settings, path, addressed ? "0" : "1");
	if (error == -ENOENT)
		return addressed ? -EAFNOSUPPORT : 0;
	return error;
}
