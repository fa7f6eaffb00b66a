/** The first run, and what a point of sale is made of. */

export const welcome = {
  title: 'Te damos la bienvenida',
  intro: 'Reencola vuelve a poner en la cola de TusFacturasAPP los comprobantes que quedaron con error. Para empezar cargá un punto de venta.',
  many: '¿Tenés muchos puntos de venta? Importalos de un Excel',
  where:
    'Las credenciales están en TusFacturasAPP, en Menú > Mi espacio de trabajo > Puntos de venta. Podés copiar las tres juntas y pegarlas en cualquier casillero: se reparten solas.',
}

export const credentials = {
  name: 'Nombre del punto de venta',
  nameHelp: 'Como lo conocen en la oficina, por ejemplo «Casa central».',
  companyLegend: 'Empresa del punto de venta',
  company: 'Empresa (opcional)',
  companyHelp: 'Si llevás varias, Reencola muestra lo de cada una por separado.',
  companyMissing: 'Escribí el nombre de la empresa de ese CUIT, o borrá el CUIT.',
  cuit: 'CUIT (opcional)',
  wrongCuit: 'Ese CUIT no es válido. Son 11 números, por ejemplo 30-71234567-1.',
  legend: 'Credenciales de TusFacturasAPP',
  apikey: 'API key',
  apitoken: 'API token',
  usertoken: 'User token',
  show: 'Mostrar',
  hide: 'Ocultar',
  showAll: 'Mostrar las credenciales',
  hideAll: 'Ocultar las credenciales',
  test: 'Probar',
  testing: 'Probando…',
  testHelp: 'Probar es gratis: hace una consulta y no reenvía nada.',
  pasted: (n: number) =>
    n === 3
      ? 'Se completaron las tres credenciales con lo que pegaste.'
      : `Se ${n === 1 ? 'completó una credencial' : 'completaron dos credenciales'} con lo que pegaste.`,
  missing: 'Completá este dato.',
  missingAll: 'Para cambiar las credenciales hacen falta las tres.',
  keep: (mask: string) => `Guardada: ${mask}. Dejala vacía para conservarla.`,
  works: 'Funciona',
}

export const weak = {
  title: 'Esta PC no protege bien las credenciales',
  text: 'El sistema no tiene un llavero que cifre de verdad lo que se guarda: otra persona o programa de esta PC podría leer tus credenciales. Todavía no se guardó nada. Si lo tiene y está bloqueado, cancelá, desbloquealo y reiniciá Reencola.',
  session: 'Usarlas solo por ahora',
  sessionHelp: 'No se escriben en el disco. Vas a tener que cargarlas otra vez cuando cierres Reencola.',
  accept: 'Guardarlas igual',
  acceptHelp: 'Elegilo solo si nadie más usa esta PC.',
}
