/*
 * The config in words, a file of the image: the build's checker writes it, nsctl shows it. A block
 * for each container, lines of a title and what it says, then an empty line; at the end, what is of
 * no container.
 */
#ifndef NSINIT_BASE_CONFIG_WORDS_H
#define NSINIT_BASE_CONFIG_WORDS_H

#define CONFIG_WORDS_PATH "/usr/share/nsinit/config.txt"

/* A block begins with this and the container's name; all titles are as wide. */
#define CONFIG_WORDS_KEY "name              "

#endif
