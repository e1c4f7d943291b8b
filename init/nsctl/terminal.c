/*
 * nsctl's own terminal; see terminal.h and termios(3), cfmakeraw.
 */
#include "nsctl/terminal.h"

#include "base/system.h"

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

bool terminal_is(int fd)
{
	struct termios settings;

	return sys_terminal_get(fd, &settings) == 0;
}

void terminal_restore(void)
{
	if (is_raw)
		sys_terminal_set(0, &before);
	is_raw = false;
}

void terminal_read_size(uint16_t *rows, uint16_t *columns)
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
