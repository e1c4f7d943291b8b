/*
 * What nsctl says to people; see say.h. nsctl only.
 */
#include "nsctl/say.h"

#include "base/system.h"
#include "base/text.h"
#include "nsctl/render.h"
#include "nsctl/suggest.h"

#include <errno.h>
#include <string.h>

int say_all(int fd, const char *bytes, size_t count)
{
	while (count > 0) {
		ssize_t written = sys_write(fd, bytes, count);

		if (written == -EAGAIN) /* somebody made the terminal non-blocking */
			sys_sleep_ms(10);
		else if (written < 0 && written != -EINTR)
			return (int)written;
		if (written > 0) {
			bytes += written;
			count -= (size_t)written;
		}
	}
	return 0;
}

enum ending complain(enum ending ending, const char *what, const char *words)
{
	char bytes[512];
	struct text line = TEXT(bytes);

	text_string(&line, "nsctl: ");
	if (what)
		render_plain(&line, what);
	if (what && words)
		text_string(&line, ": ");
	if (words)
		render_plain(&line, words);
	if (line.cut)
		line.length--;
	text_char(&line, '\n');
	say_all(2, bytes, line.length);
	return ending;
}

enum ending say(const char *bytes, size_t count)
{
	int error = say_all(1, bytes, count);

	if (error == 0)
		return ENDING_GOOD;
	if (error == -EPIPE)
		return ENDING_FAILED;
	return complain(ENDING_FAILED, "standard output", strerror(-error));
}

enum ending explain_usage(const char *what, const char *words)
{
	complain(ENDING_USAGE, what, words);
	return complain(ENDING_USAGE, NULL, "try `nsctl --help`");
}

enum ending explain_error(int error)
{
	if (error == -EPROTO)
		return complain(ENDING_FAILED, CONTROL_PATH,
			"an answer that nsctl does not know; nsctl and nsinit are of different "
			"builds");
	return complain(
		ENDING_UNREACHABLE, "cannot reach PID 1 at " CONTROL_PATH, strerror(-error));
}

enum ending explain_end(const char *verb, const char *name, const struct reply_end *end)
{
	char bytes[64];
	struct text words = TEXT(bytes);

	if (end->result == ENOSYS && strcmp(verb, "attach") == 0)
		return complain(ENDING_FAILED, name[0] ? name : NULL, "it has no terminal");
	if (end->result == ENOSYS && !end->text[0]) {
		text_string(&words, "the config does not allow it: .");
		text_string(&words, strcmp(verb, "resume") == 0    ? "pause"
				    : strcmp(verb, "disable") == 0 ? "enable"
								   : verb);
		return complain(ENDING_FAILED, name[0] ? name : NULL, bytes);
	}
	complain(ENDING_FAILED, name[0] ? name : NULL,
		end->text[0] ? end->text : strerror(end->result));
	if (end->result == ENOENT && name[0])
		suggest_name(name);
	return ENDING_FAILED;
}
