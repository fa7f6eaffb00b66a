import { said, type Rule } from './rule.ts'

/** Faults of a computer in the words of Node.js, Chromium, SQLite and Windows, in English and Spanish. */
export const computerRules: Rule[] = [
  ...said('MSG_PC_DISCO', [
    'enospc', 'edquot', 'sqlite_full', 'disk is full', 'disk full', 'no space left', 'not enough space', 'insufficient disk', 'err_file_no_space', 'disk quota',
    'espacio en disco', 'espacio en el disco', 'espacio suficiente', 'suficiente espacio', 'disco lleno', 'disco esta lleno', 'disco est? lleno', 'lugar en el disco', 'espacio insuficiente',
  ]),
  ...said('MSG_PC_ARCHIVO', [
    'eperm', 'ebusy', 'emfile', 'enfile', 'erofs', 'eio:', 'eacces: permission denied', 'sqlite_busy', 'sqlite_locked', 'sqlite_corrupt', 'sqlite_ioerr', 'sqlite_readonly', 'sqlite_cantopen', 'sqlite_notadb',
    'database is locked', 'disk image is malformed', 'disk i/o error', 'readonly database', 'unable to open database file', 'read-only file system', 'too many open files', 'resource busy or locked',
    'cannot access the file', 'no tiene acceso al archivo', 'acceso denegado al archivo', 'acceso denegado a la ruta', 'access to the path', 'used by another process', 'utilizado por otro proceso', 'contains a virus', 'contiene un virus',
    'no puede encontrar el archivo especificado', 'cannot find the file specified',
  ]),
  ...said('MSG_PC_MEMORIA', ['heap out of memory', 'memoria insuficiente', 'err_insufficient_resources', 'err_out_of_memory', 'not enough memory', 'enomem']),
  ...said('MSG_PC_RELOJ', [
    'cert_date_invalid', 'cert_not_yet_valid', 'certificate is not yet valid', '0x80072f8f', '0x80072f05', 'clock is ahead', 'clock is behind', 'reloj del equipo', 'reloj de la pc', 'reloj de windows', 'reloj de la computadora',
    'hora del equipo', 'hora de la pc', 'hora de la computadora',
  ]),
  ...said('MSG_PC_BLOQUEO', [
    'connect eacces', 'connect eperm', 'err_blocked_by', 'err_network_access_denied', 'pac_script_failed', 'mandatory_proxy', 'err_proxy_certificate', 'firewall de windows', 'windows firewall',
  ]),
  ...said('HTTP-407', ['proxy authentication', 'err_proxy_auth', 'proxy response (407', 'proxy_auth_re']),
  ...said('MSG_CERTIFICADO_AJENO', [
    'self signed certificate', 'self-signed certificate', 'self_signed_cert', 'local issuer', 'get local issuer', 'verify the first certificate', 'unable_to_verify', 'unable_to_get_issuer', 'unknown authority', 'cert_authority_invalid',
    'cert_common_name', 'altname', 'err_cert_revoked', 'cert_untrusted', 'not trusted by the trust provider', '0x800b0109', '0x80096004', 'no_revocation_check', 'unable to check revocation', 'certificado del servidor no es de confianza', 'certificado de seguridad de este sitio',
    'certificado de seguridad del sitio', 'conexion no es privada', 'conexi?n no es privada', 'connection is not private', 'web/mail shield', 'ssl filter ca',
  ]),
]
