/* compiler: minute: 0..59 */
#include <nsinit/container.h>

extern const struct calendar calendar;
const struct calendar calendar = {
	.minutes = AT_MINUTE(60), /* here */
};
