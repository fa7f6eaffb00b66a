/** How the screen Ajustes is arranged; what each section says stands in the file of its domain. */
export const ajustesIndex = {
  label: 'Secciones de Ajustes',
  groups: {
    work: 'Tu trabajo',
    program: 'El programa',
    connection: 'Conexión',
    records: 'Datos y registros',
  },
}
