import { count } from './counting.ts'

export const diagnosis = {
  section: 'Registros y diagnóstico',
  intro: 'Si algo anda mal, podés darle un archivo de diagnóstico a quien te ayuda. Lo ves entero antes de guardarlo y no se manda a ningún lado.',
  open: 'Exportar diagnóstico…',
  folder: 'Abrir la carpeta de registros',
  title: 'Exportar diagnóstico',
  what: 'Esto es todo lo que va a tener el archivo. No lleva credenciales, contraseñas, CUIT ni nombres de clientes; tu carpeta y tu usuario van tapados.',
  whatWithOrders:
    'Esto es todo lo que va a tener el archivo. No lleva credenciales ni contraseñas. Las referencias y los errores de tus últimos reenvíos van como son.',
  orders: 'Reenvíos en el diagnóstico',
  withoutOrders: 'Sin tus reenvíos',
  withoutOrdersHelp: 'Solo cantidades. Alcanza casi siempre.',
  withOrders: 'Con los últimos reenvíos, sus referencias y los textos de sus errores',
  withOrdersHelp: 'Elegilo si te lo piden para un caso puntual: esos textos pueden nombrar a tus clientes.',
  loading: 'Juntando los datos…',
  file: (name: string, about: string, inWords: string) => `${name}: ${about} (${inWords})`,
  size: (n: number) => (n < 1024 ? count(n, 'carácter', 'caracteres') : `${(n / 1024).toLocaleString('es-AR', { maximumFractionDigits: 1 })} KB`),
  save: 'Guardar…',
  saved: (file: string) => `Se guardó ${file}. Mandáselo a quien te ayuda.`,
  dialogTitle: 'Guardar el diagnóstico',
  dialogButton: 'Guardar',
  kind: 'Archivo comprimido',
  fileName: (day: string) => `Diagnóstico de Reencola ${day}.zip`,
}

/** The files of a diagnosis, and what is said about each. */
export const diagnosisFiles = {
  'leeme.txt': 'qué hay en cada archivo',
  'entorno.json': 'versiones, sistema y disco',
  'ajustes.json': 'los ajustes, sin contraseñas ni usuario del proxy',
  'estado.json': 'avisos, cantidades por estado y solicitudes usadas',
  'almacenamiento.json': 'control del archivo de reenvíos y tamaños',
  'registro.txt': 'las últimas líneas del registro',
  'reenvios.json': 'los últimos reenvíos, con referencias y errores',
}
export type DiagnosisFileName = keyof typeof diagnosisFiles

/** @param allKnown false: some secrets could not be opened */
export const readme = (names: DiagnosisFileName[], allKnown: boolean): string =>
  `Diagnóstico de Reencola\n\n${names.map((name) => `${name}: ${diagnosisFiles[name]}`).join('\n')}\n\n` +
  'Está tapado con •••• todo lo que parece una credencial, una contraseña o la clave de una dirección, además de los CUIT, documentos, correos y nombres de clientes. ' +
  'A veces quedan los tres últimos caracteres, para distinguir uno de otro. «~» es la carpeta del usuario.\n' +
  (allKnown
    ? ''
    : 'Atención: el llavero de la PC no respondió, así que las claves se taparon por su forma y no por conocerlas. Revisá los archivos antes de mandarlos.\n') +
  (names.includes('reenvios.json') ? 'reenvios.json se incluyó a pedido: lleva referencias y textos de error sin tapar clientes.\n' : '')
