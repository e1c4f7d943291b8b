/*
 * `nsctl config [NAME]`: the config in words, as the build's checker left it in the image, a block
 * for each container. nsctl only; nothing of PID 1 is asked.
 */
#include "base/config_words.h"
#include "base/system.h"
#include "base/text.h"
#include "nsctl/suggest.h"
#include "nsctl/tools.h"

#include <fcntl.h>
#include <string.h>

/* All containers with long lines are below it. */
#define BYTES_MAX (1 << 18)

enum ending config_run(char **words)
{
	static char text[BYTES_MAX];
	char bytes[128];
	struct text key = TEXT(bytes);
	ssize_t count;
	const char *block;

	if (words[0] && words[1])
		return explain_usage(words[1], "one word too many");
	count = sys_read_file(AT_FDCWD, CONFIG_WORDS_PATH, text, sizeof text);
	if (count < 0)
		return complain(ENDING_FAILED, CONFIG_WORDS_PATH, strerror((int)-count));
	if (!words[0])
		return say(text, (size_t)count);
	text_string(&key, CONFIG_WORDS_KEY);
	text_string(&key, words[0]);
	text_char(&key, '\n');
	block = key.cut ? NULL : strstr(text, bytes);
	if (block)
		return say(block, (size_t)(strstr(block, "\n\n") + 1 - block));
	complain(ENDING_FAILED, words[0], "no such container");
	suggest_name(words[0]);
	return ENDING_FAILED;
}
