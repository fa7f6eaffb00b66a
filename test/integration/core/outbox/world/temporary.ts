import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'

/**
 * Where thousands of commits cost no time. A killed process leaves the same behind on any file system; what a power cut
 * leaves behind depends on the pragmas, which have a test of their own.
 */
export const fastTemporary = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
