export const licences = {
  title: 'Licencias de terceros',
  intro: 'Reencola usa estos programas de otras personas, que permiten usarlos a cambio de mostrar su licencia. Cada texto está en su idioma original.',
  entry: (list: string, license: string) => `${list} · ${license}`,
  electron: 'Las licencias de Electron y de Chromium están en la carpeta donde se instaló Reencola.',
}
