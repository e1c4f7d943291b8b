/* compiler: day of the month: 1..31 */
#include <nsinit/container.h>

extern const struct calendar calendar;
const struct calendar calendar = {
	.minutes = AT_MINUTE(0), .days = ON_DAY(0), /* here */
};
