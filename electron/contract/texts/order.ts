/** One order as it is opened; the sentences of its history are in story.ts. */
import { costSentence } from './cost.ts'
import { count } from './counting.ts'

/** @param most requests that one wish can spend */
const costsOf = (most: number): string => costSentence(1, most)

/** What is said of an order wherever it is shown names the place of its buttons. @returns it as it is said in that place, where they stand below */
export const inItsStory = (text: string): string =>
  text.replace(/(e)n su historia,? (\p{L})/giu, (_, begins: string, next: string) => (begins === 'E' ? next.toUpperCase() : next))

export const story = {
  title: (reference: string) => `Reenvío de ${reference}`,
  whatToDo: 'Qué hacer',
  cost: 'Costo',
  placed: 'Cargado',
  next: (when: string) => `Próximo paso automático: ${when}`,
  history: 'Historia',
  newestFirst: 'Lo último, arriba',
  queries: (n: number) => count(n, 'consulta gratis', 'consultas gratis'),
  quietSteps: (n: number) => count(n, 'paso sin novedad', 'pasos sin novedad'),
  actors: { person: 'Vos', program: 'Reencola', webhook: 'TusFacturasAPP' },
  comprobante: 'Comprobante emitido',
  kind: 'Tipo',
  number: 'Número',
  total: 'Total',
  client: 'Cliente',
  cae: 'CAE',
  caeDue: 'Vencimiento del CAE',
  copy: 'Copiar',
  copied: 'Copiado',
  copyNamed: (what: string) => `Copiar: ${what}`,
  issuedOn: 'Fecha de emisión',
  pdf: 'Abrir el PDF',
  pdfAsking: 'Pidiendo el PDF…',
  pdfHelp: 'El enlace de TusFacturasAPP sirve solo el día en que se pide: Reencola lo pide cada vez, gratis.',
  pdfAddress: 'Dirección del PDF',
  pdfElsewhere:
    'El PDF está fuera de tusfacturas.app, así que Reencola no lo abre. Si la dirección te parece bien, copiala y abrila hoy en tu navegador: mañana ya no sirve.',
  repeats: 'Repite un reenvío anterior',
  repeatedBy: 'Se reenvió otra vez',
  openOther: 'Ver ese reenvío',
  cancel: 'Cancelar reenvío',
  cancelHelp: 'Todavía no salió: cancelarlo no cuesta nada.',
  resend: 'Reenviar otra vez',
  sendNow: 'Enviar ahora',
  sendNowHelp: (n: number) => `No espera más: Reencola consulta gratis y lo envía solo si sigue con error. ${costsOf(n)}`,
  resendHelp: (n: number) => `Reencola consulta gratis y lo envía solo si sigue con error. ${costsOf(n)}`,
  sendAnyway: 'Enviar igual',
  sendAnywayHelp: (n: number) => `Se envía aunque no se haya encontrado. ${costsOf(n)}`,
  confirm: (reference: string) => `¿Enviar ${reference}?`,
  confirmRun: 'Sí, enviar',
  decide: '¿Qué querés hacer?',
  decisions: {
    resend: { label: 'Enviar de nuevo', help: `Reencola consulta gratis y, si sigue con error, sale una sola vez más. ${costsOf(1)}` },
    'assume-sent': { label: 'Dar por enviado', help: 'No se envía nada más y no cuesta nada. Reencola sigue mirando gratis si se emite.' },
    discard: { label: 'Descartar', help: 'No se envía nada más y no cuesta nada. Si el primero llegó, el comprobante puede emitirse igual.' },
  },
}

/** Of an issued comprobante, in the row of a list. */
export const issuedMenu = {
  open: (reference: string) => `Comprobante de ${reference}`,
  copyNumber: 'Copiar el número',
  copyCae: 'Copiar el CAE',
  copied: (what: string) => `${what}: copiado.`,
}
