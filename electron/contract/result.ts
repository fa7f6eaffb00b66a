/**
 * Errors cross the bridge as data: Electron's context bridge drops every custom field of an Error, so a command never
 * rejects. The page chooses the text from `code` (texts/failures.ts).
 */
export const failureCodes = [
  'bad-arguments',
  'foreign-sender',
  'internal',
  'name-taken',
  'point-of-sale-missing',
  'credentials-incomplete',
  'credentials-taken',
  'credentials-undecryptable',
  'keychain-silent',
  'vault-unavailable',
  'vault-weak',
  'reference-invalid',
  'looks-secret',
  'file-not-read',
  'too-many-points-of-sale',
  'import-forgotten',
  'order-missing',
  'comprobante-missing',
  'action-not-allowed',
  'storage-failed',
  'orders-not-stored',
  'sending-stopped',
  'settings-not-saved',
  'export-failed',
  'export-running',
  'print-failed',
  'folder-not-opened',
  'newer-version',
  'sending-paused',
  'lane-gated',
  'lane-waits',
  'task-under-way',
  'start-not-changed',
  'shortcut-taken',
  'update-not-ready',
] as const

export type FailureCode = (typeof failureCodes)[number]

export interface Failure {
  code: FailureCode
  /** Values for the text; never a secret. */
  params?: Record<string, string | number>
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const fail = <T = never>(code: FailureCode, params?: Failure['params']): Result<T> => ({
  ok: false,
  error: params ? { code, params } : { code },
})
