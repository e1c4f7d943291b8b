/*
 * What the definition of a container is, in a number: so that another image of nsinit knows whether
 * a container that goes on was started by the definition that it has itself. Host tool.
 */
#ifndef NSINIT_CHECK_DEFINITION_H
#define NSINIT_CHECK_DEFINITION_H

/*
 * Writes definitions.h: one number for each of the `count` containers, never 0, from the
 * relocatable object that the config was compiled to: of all that it says, lists and strings
 * included, but of other containers only their names. 0, or -1, which was said on standard error.
 */
int write_definitions(const char *file, const char *object, unsigned count);

#endif
