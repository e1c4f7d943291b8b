/*
 * A pipe's bytes into records; see logger_input.h for what a death may not change.
 *
 * Every change of state is one store that makes what was prepared before it valid. The compiler
 * must keep the order; other processors see nothing of it, since the next logger begins after the
 * death.
 */
#include "pid1/logger_input.h"

#include "base/system.h"
#include "base/text.h"
#include "uses.h"

#include <string.h>
#include <sys/ioctl.h>

#define IN_ORDER() __atomic_signal_fence(__ATOMIC_SEQ_CST)

/* Facility daemon of RFC 5424, table 1, and level informational. */
#define FACILITY (3u << 3)
#define INFO     6u
#define WARNING  4u

void input_recover(struct log_input *input)
{
	unsigned at = input->head % INPUT_BYTES;

	/* A read that was over fills the place with what is not 0xff: no byte of any text is. */
	for (unsigned i = 0; input->asked_at == input->head && i < input->asked; i++) {
		if ((unsigned char)input->bytes[at + i] != 0xff) {
			input->head += input->asked;
			break;
		}
	}
}

static unsigned tail_of(const struct log_input *input, const struct ring *ring)
{
	return input->written == ring->written ? input->next_tail : input->tail;
}

ssize_t input_read(struct log_input *input, const struct ring *ring, int fd)
{
	unsigned at = input->head % INPUT_BYTES;
	unsigned asked = INPUT_BYTES - (input->head - tail_of(input, ring));
	int there = 0;
	ssize_t count = sys_ioctl(fd, FIONREAD, &there);

	/* All that is asked for is there, so that a read gets it all or nothing. */
	if (count < 0 || there == 0)
		return count;
	if (asked > INPUT_BYTES - at)
		asked = INPUT_BYTES - at;
	if (asked > (unsigned)there)
		asked = (unsigned)there;
	memset(input->bytes + at, 0xff, asked);
	input->asked = asked;
	IN_ORDER();
	input->asked_at = input->head;
	IN_ORDER();
	count = sys_read(fd, input->bytes + at, asked);
	IN_ORDER();
	if (count > 0)
		input->head += (unsigned)count;
	return count;
}

/*
 * The upper controls, CSI among them: a byte of their own, or two of UTF-8 that begin with c2.
 * Behind another byte of UTF-8 they are the rest of a letter.
 */
static bool is_c1(unsigned char before, unsigned char c)
{
	return c >= 0x80 && c < 0xa0 && (before < 0x80 || before == 0xc2);
}

static bool is_control(unsigned char before, unsigned char c)
{
	return (c < ' ' && c != '\t') || c == 127 || is_c1(before, c);
}

size_t input_record(char record[BOOK_RECORD_MAX], int64_t now_ms, unsigned priority,
	const char *bytes, size_t length)
{
	struct text text = { .bytes = record, .size = BOOK_RECORD_MAX };

	text_number(&text, now_ms / 1000);
	text_char(&text, '.');
	text_padded(&text, (uint64_t)(now_ms % 1000), 3);
	text_char(&text, ' ');
	text_number(&text, priority);
	text_char(&text, ' ');
	for (size_t i = 0; i < length && i < BOOK_TEXT_MAX; i++) {
		unsigned char before = i > 0 ? (unsigned char)bytes[i - 1] : 0;

		text_char(&text, is_control(before, (unsigned char)bytes[i]) ? '?' : bytes[i]);
	}
	text_char(&text, '\n');
	return text.length;
}

void input_say(struct ring *ring, int64_t now_ms, const char *bytes, size_t length)
{
	char record[BOOK_RECORD_MAX];

	ring_write(ring, record, input_record(record, now_ms, FACILITY | WARNING, bytes, length));
}

/* Of find_line(): there is no whole line, or nothing but NULs. */
#define PART    (-1)
#define NOTHING (-2)

/* Copies the next line out; *next: the tail behind it. Its length, or one of the above. */
static int find_line(const struct log_input *input, unsigned *next, char line[BOOK_TEXT_MAX])
{
	int length = 0;

	for (; *next != input->head; ++*next) {
		char c = input->bytes[*next % INPUT_BYTES];

		if (c == '\n' || (c == '\0' && length > 0)) {
			++*next;
			/* A terminal ends its lines with both. */
			return length - (c == '\n' && length > 0 && line[length - 1] == '\r');
		}
		if (length == BOOK_TEXT_MAX)
			return length;
		if (c != '\0')
			line[length++] = c;
	}
	return length > 0 ? PART : NOTHING;
}

/* Nothing up to `next` is to become a record; others may write to the ring now. */
static void settle(struct log_input *input, unsigned next)
{
	input->next_tail = input->tail = next;
}

bool input_take(struct log_input *input, struct ring *ring, const struct log *log, int64_t now_ms)
{
	unsigned tail = tail_of(input, ring);
	unsigned next = tail;
	unsigned level = INFO;
	char line[BOOK_TEXT_MAX];
	char record[BOOK_RECORD_MAX];
	int length = find_line(input, &next, line);
	bool marked =
		length > 2 && line[0] == '<' && line[1] >= '0' && line[1] <= '7' && line[2] == '>';
	size_t bytes;

	if (length < 0) {
		settle(input, length == NOTHING ? next : tail);
		return false;
	}
	if (NSINIT_USES_LOG_RATE && !log_rate_take(&input->rate, log, now_ms)) {
		settle(input, next);
		return true;
	}
	if (marked)
		level = (unsigned)(line[1] - '0');
	bytes = input_record(record, now_ms, FACILITY | level, line + (marked ? 3 : 0),
		(size_t)length - (marked ? 3 : 0));
	input->tail = tail;
	IN_ORDER();
	input->written = ring->written + bytes;
	IN_ORDER();
	input->next_tail = next;
	ring_write(ring, record, bytes);
	return true;
}
