/** `[PID:DAY/TIME:LEVEL:FILE]`, before each line of Chromium's log (base/logging.cc); the thread may stand beside the process. */
const ofChromium = /^\[\d+(?::\d+)?:\d{4}\/\d{6}\.\d+:(?:VERBOSE\d+|INFO|WARNING|ERROR)\b[^\n]*\n?/gmu

/** @returns what the program says on standard error, without what Chromium reports of the desktop around it; a FATAL line stays */
export const ownErrors = (stderr: string): string => stderr.replaceAll(ofChromium, '')
