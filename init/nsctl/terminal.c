/*
 * nsctl's own terminal; see terminal.h and termios(3), cfmakeraw.
 */
#include "nsctl/terminal.h"

#include "base/system.h"

#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>

static struct termios before;
static bool is_raw;

int terminal_open(void)
{
	struct termios raw;
	int error = sys_terminal_get(0, &before);

	if (error < 0)
		return error;
	raw = before;
	raw.c_iflag &=
		~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
	raw.c_oflag &= ~(tcflag_t)OPOST;
	raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
	raw.c_cflag &= ~(tcflag_t)(CSIZE | PARENB);
	raw.c_cflag |= CS8;
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	error = sys_terminal_set(0, &raw);
	is_raw = error == 0;
	return error;
}

void terminal_restore(void)
{
	if (is_raw)
		sys_terminal_set(0, &before);
	is_raw = false;
}

void terminal_size(uint16_t *rows, uint16_t *columns)
{
	struct winsize size = { 0 };

	*rows = *columns = 0;
	if (sys_ioctl(0, TIOCGWINSZ, &size) < 0)
		return;
	*rows = size.ws_row;
	*columns = size.ws_col;
}

void terminal_copy_size(int master)
{
	struct winsize size;

	if (sys_ioctl(0, TIOCGWINSZ, &size) == 0)
		sys_ioctl(master, TIOCSWINSZ, &size);
}

#define CTRL_P 0x10
#define CTRL_Q 0x11

size_t terminal_filter(char *bytes, size_t count, bool *found)
{
	static bool held; /* a ctrl-p is, at the end of what was typed before */
	size_t kept = 0;

	*found = false;
	for (size_t i = 0; i < count; i++) {
		char key = bytes[i];

		if (held && key == CTRL_Q) {
			*found = true;
			held = false;
			return kept;
		}
		if (held) {
			/* Given back: before a key that has not been passed on yet. */
			memmove(bytes + kept + 1, bytes + i, count - i);
			count += kept + 1 - i;
			i = kept + 1;
			bytes[kept++] = CTRL_P;
		}
		held = key == CTRL_P;
		if (!held)
			bytes[kept++] = key;
	}
	return kept;
}
