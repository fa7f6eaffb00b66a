import type { Credentials } from '#contract/model/credentials.ts'
import type { TaskMethod } from '#contract/model/task.ts'
import type { FoundComprobante, PaidCall, Reply, TusFacturasAccount } from '../../tusfacturas/api.ts'
import { deletionEvidence, redateEvidence, type Evidence } from './evidence.ts'
import type { TaskArguments } from './store.ts'

interface Asked extends TaskArguments {
  /** Empty for the methods about the account. */
  external_reference: string
}

interface Method {
  call: (api: TusFacturasAccount, credentials: Credentials, asked: Asked, call: PaidCall) => Promise<Reply<unknown>>
  /** For those whose effect the free query shows. */
  queue: {
    /** The comprobantes that the call would act on. */
    concerns: (found: FoundComprobante, args: TaskArguments) => boolean
    evidence: (before: FoundComprobante[] | null, after: FoundComprobante[], args: TaskArguments) => Evidence
  } | null
}

/** What differs between the paid calls. */
export const methods: Record<TaskMethod, Method> = {
  cambiar_fecha_encolado: {
    call: (api, credentials, { external_reference, fecha = '', vencimiento = '' }, call) =>
      api.changeDate(credentials, external_reference, fecha, vencimiento, call),
    queue: { concerns: () => true, evidence: redateEvidence },
  },
  eliminar_encolado: {
    call: (api, credentials, { external_reference, fecha = '' }, call) => api.deleteQueued(credentials, external_reference, fecha, call),
    queue: { concerns: (found, { fecha }) => found.fecha === fecha, evidence: deletionEvidence },
  },
  alertas: { call: (api, credentials, _asked, call) => api.serviceState(credentials, call), queue: null },
  consumo: { call: (api, credentials, _asked, call) => api.usage(credentials, call), queue: null },
}

/** @returns the state of a call that left and got no answer; also for a method that only another version knows */
export const stateInDoubt = (method: string): 'uncertain' | 'unclear' =>
  Object.hasOwn(methods, method) && methods[method as TaskMethod].queue ? 'uncertain' : 'unclear'
