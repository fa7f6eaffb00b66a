export const themes = ['system', 'light', 'dark'] as const
export const proxyModes = ['system', 'manual', 'none'] as const
/** Months after its end when an order is archived; 0 keeps all in sight. */
export const archiveChoices = [0, 12, 24, 60] as const
export type ArchiveAfter = (typeof archiveChoices)[number]

export interface Settings {
  theme: (typeof themes)[number]
  /** Automatic second POST after the free query says it is still in error: 0 or 1. */
  automaticResends: 0 | 1
  archiveAfter: ArchiveAfter
  proxy: {
    mode: (typeof proxyModes)[number]
    /** `http://proxy.oficina:3128`, without user or password. */
    url: string
    user: string
    /** True when the vault holds a password for it; the password itself never crosses. */
    hasPassword: boolean
  }
}
