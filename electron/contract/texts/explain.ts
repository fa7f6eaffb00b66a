/** Explaining an error that was seen elsewhere. */

export const explain = {
  title: 'Explicar un error',
  field: 'Texto del error',
  help: 'Pegá el mensaje que muestra TusFacturasAPP o ARCA, o el aviso completo que recibió tu sistema. No sale de esta PC y no cuesta nada.',
  run: 'Explicar',
}
