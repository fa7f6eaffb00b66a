/** An order that waited for longer is not sent without asking: the month may have closed meanwhile. Every text that tells says this number. */
export const longestWaitHours = 72
