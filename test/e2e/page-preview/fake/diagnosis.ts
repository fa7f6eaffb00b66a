import { ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import { diagnosisFiles, readme, type DiagnosisFileName } from '#contract/texts/diagnosis.ts'

const line = '2026-11-25 10:15:02.113 warn call failed {"path":"facturacion/reenviar_encolado","code":"http-status","httpStatus":503,"sent":true}\n'
const samples: Partial<Record<DiagnosisFileName, string>> = {
  'registro.txt': line.repeat(200),
  'ajustes.json': '{\n  "theme": "system",\n  "proxy": { "mode": "manual", "url": "http://proxy.oficina:3128", "conUsuario": true }\n}\n',
}

export const fakeDiagnosis: Pick<CommandHandlers, 'previewDiagnosis' | 'saveDiagnosis' | 'openLogFolder'> = {
  previewDiagnosis: ({ withOrders }) => {
    const names = (Object.keys(diagnosisFiles) as DiagnosisFileName[]).filter((name) => withOrders || name !== 'reenvios.json')
    return ok(
      names.map((name) => ({ name, about: diagnosisFiles[name], text: name === 'leeme.txt' ? readme(names.slice(1), true) : (samples[name] ?? '{\n}\n') })),
    )
  },
  saveDiagnosis: () => ok({ kind: 'saved', file: 'Diagnóstico de Reencola 25-11-2026.zip' }),
  openLogFolder: () => ok(null),
}
