/** What the page is answered by a command that changes something: the state itself reaches it as events. */
import { ok, type Result } from '#contract/result.ts'

/** Only that it worked. */
export const done = (result: Result<unknown>): Result<null> => (result.ok ? ok(null) : result)

/** Only the id of what was made. */
export const idOf = <Id>(result: Result<{ id: Id }>): Result<Id> => (result.ok ? ok(result.value.id) : result)
