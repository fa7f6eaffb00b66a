/** A webhook of TusFacturasAPP, read from its payload (documentation: "Webhooks - notificaciones"). */
export interface WebhookEvent {
  hook_id: string
  /** `encolado`, `emitido`, `error`, `eliminado`, `cambio_fecha`, `test`, or one not known yet. */
  evento: string
  external_reference: string | null
  /** When TusFacturasAPP made it, milliseconds since the epoch; null when unreadable. */
  creado: number | null
  msg: string[]
  /** The whole payload, of one that is not as documented; absent otherwise. */
  original?: string
}

/** An event and how it came. */
export interface ReceivedEvent {
  event: WebhookEvent
  /** Whose receiver it came through; null when not known. */
  pointOfSale: string | null
  /** The sender knew the token of the point of sale. */
  proven: boolean
  source: 'receiver' | 'file'
}

export interface Taken {
  /** False for one that was here before. */
  fresh: boolean
  /** The order that it settled, explained, or had asked about. */
  orderId: number | null
}
