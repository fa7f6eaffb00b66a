import { homedir, hostname, userInfo } from 'node:os'
import type { Here } from '../../core/redaction/rules.ts'

/** What a log or a report must not say about this computer and its user. */
export function whereWeRun(): Here {
  return { home: orNothing(homedir), user: orNothing(() => userInfo().username), host: orNothing(hostname) }
}

/** Where no account database knows the user, Node throws. */
function orNothing(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}
