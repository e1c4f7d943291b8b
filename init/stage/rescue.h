/*
 * What follows when there is no root to go on in.
 */
#ifndef NSINIT_STAGE_RESCUE_H
#define NSINIT_STAGE_RESCUE_H

/*
 * A shell on the console where the config has one and the initramfs brings it: returns when it
 * ends. Else the machine restarts after a while, so that a boot loader can take another slot.
 */
void rescue(void);

#endif
