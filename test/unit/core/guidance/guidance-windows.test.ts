/** What Windows and .NET say when a connection fails, in both languages: it passes by itself, and hides no reason that does not. */
import { describe, expect, test } from 'vitest'
import { explain } from '../../../../electron/core/guidance/explain.ts'

const secure = 'No se pudo armar la conexión segura'

const cipher = [
  'Se produjo un error al realizar la llamada SSPI',
  'Se produjo un error al realizar la llamada SSPI, vea la excepción interna.',
  'A call to SSPI failed, see inner exception.',
  'System.Security.Authentication.AuthenticationException: Se produjo un error al realizar la llamada SSPI, vea la excepción interna. ---> System.ComponentModel.Win32Exception: El mensaje recibido fue inesperado o tenía un formato incorrecto',
  'System.Security.Authentication.AuthenticationException: A call to SSPI failed, see inner exception. ---> System.ComponentModel.Win32Exception: The token supplied to the function is invalid',
  'The client and server cannot communicate, because they do not possess a common algorithm',
  'El cliente y el servidor no pueden comunicarse porque no tienen un algoritmo común',
  'The message received was unexpected or badly formatted',
  'El token proporcionado a la función no es válido',
  'The Local Security Authority cannot be contacted',
  'No se puede establecer contacto con la autoridad de seguridad local',
  'The credentials supplied to the package were not recognized',
  'Las credenciales suministradas al paquete no se reconocieron',
  'No hay credenciales disponibles en el paquete de seguridad',
  'Authentication failed, see inner exception.',
  'Error de autenticación; vea la excepción interna.',
  'Authentication failed because the remote party has closed the transport stream.',
  'Error de autenticación porque la parte remota cerró la secuencia de transporte.',
  'The remote certificate was rejected by the provided RemoteCertificateValidationCallback.',
  'El protocolo de enlace falló debido a un formato de paquete inesperado.',
  'The decryption operation failed, see inner exception.',
  'Cannot determine the frame size or a corrupted frame was received.',
  'No se puede determinar el tamaño del marco o se recibió un marco dañado.',
  'Anulada la solicitud: No se puede crear un canal seguro SSL/TLS.',
  'The request was aborted: Could not create SSL/TLS secure channel.',
]

const cut = [
  'The underlying connection was closed: An unexpected error occurred on a send.',
  'Se ha terminado la conexión: Error inesperado de envío.',
  'An existing connection was forcibly closed by the remote host',
  'Se ha forzado la interrupción de una conexión existente por el host remoto',
  'Se ha anulado una conexión establecida por el software en su equipo host',
  'An established connection was aborted by the software in your host machine',
  'Anulada la solicitud: Solicitud cancelada.',
  'Se recibió un EOF inesperado o 0 bytes de la secuencia de transporte.',
  'La respuesta finalizó prematuramente.',
  'El servidor infringió el protocolo. Section=ResponseStatusLine',
  'Se canceló una tarea.',
  'Subproceso anulado.',
  'La operación de E/S se anuló debido a la salida de un subproceso o a una solicitud de la aplicación',
  'The specified network name is no longer available',
  'Se ha intentado una operación de socket en una red no accesible',
  "Cannot access a disposed object. Object name: 'System.Net.Sockets.Socket'.",
  'An error occurred while making the HTTP request to https://servicios1.afip.gov.ar/wsfev1/service.asmx. This could be due to the fact that the server certificate is not configured properly with HTTP.SYS in the HTTPS case. This could also be caused by a mismatch of the security binding between the client and the server.',
]

describe('passes by itself', () => {
  test.each([...cipher, ...cut])('%s', (text) => {
    expect(explain(text)).toMatchObject({ code: null, kind: 'transitorio', resendHelps: 'si' })
  })

  test.each(cipher.slice(0, 5))('and is told as a secure connection that was not made: %s', (text) => {
    expect(explain(text).title).toContain(secure.slice(0, 30))
  })
})

describe('and what does not pass is not taken for it', () => {
  const lasting = [
    'Cod. Error: #6661145.10015 - El campo DocNro es invalido',
    'La alícuota de IVA informada es inválida',
    'El CUIT del receptor no existe',
    'Fecha de emisión inválida',
    'El certificado está vencido',
  ]

  test.each(lasting.flatMap((reason) => [cipher[0], cipher[1], cipher[14], cut[6], cut[7]].map((failure) => [`${failure} ${reason}`])))('%s', (text) => {
    expect(explain(text).resendHelps).not.toBe('si')
  })

  test.each([
    'Error al autenticar: el usuario no existe',
    'Error de autenticación: el CUIT no está autorizado; vea la excepción interna.',
    'La secuencia de numeración no es correcta',
    'Token inválido',
    'Las credenciales no son válidas',
    'El formato del mensaje es incorrecto',
    'Se canceló la operación.',
    'Mensaje recibido de ARCA con valor inesperado en CbteTipo',
    'Mensaje recibido: el tipo de documento es inesperado',
    'El mensaje recibido indica condicion de IVA inesperada',
    'Respuesta de ARCA: la fecha del comprobante es prematura',
    'Anulada la solicitud por el usuario',
    'Fue anulada la solicitud de CAE por inconsistencia',
    'Quedó anulada la solicitud. Generá el comprobante de nuevo',
    'Se anuló la solicitud: cliente dado de baja',
    'Las credenciales enviadas al paquete no se reconocieron (apitoken invalido)',
    'En el marco dado por la RG 5616 el comprobante fue anulado',
  ])('%s', (text) => {
    expect(explain(text).resendHelps).not.toBe('si')
  })
})
