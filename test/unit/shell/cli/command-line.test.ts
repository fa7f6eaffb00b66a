import { describe, expect, test } from 'vitest'
import { ownArguments, parseCommandLine } from '../../../../electron/shell/cli/command-line.ts'

const command = (...args: string[]) => {
  const parsed = parseCommandLine(args)
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.command
}
const problem = (...args: string[]) => {
  const parsed = parseCommandLine(args)
  if (parsed.ok) throw new Error(`understood as ${JSON.stringify(parsed.command)}`)
  return parsed.problem
}

describe('parseCommandLine', () => {
  test('nothing opens the window, --oculto keeps it in the tray', () => {
    expect(command()).toEqual({ name: 'ventana', hidden: false, open: null })
    expect(command('--oculto')).toEqual({ name: 'ventana', hidden: true, open: null })
  })

  test('a link or a clicked notification opens the window with it', () => {
    for (const open of ['reencola://reenviar?referencia=A', 'REENCOLA:x', 'type=click&tag=reencola-actividad-3']) {
      expect(command(open)).toEqual({ name: 'ventana', hidden: false, open })
      expect(command('--', open)).toEqual({ name: 'ventana', hidden: false, open })
    }
  })

  test('a link that brings more arguments along opens the window without it', () => {
    for (const args of [
      ['reencola://reenviar?referencia=A', '--oculto'],
      ['reencola://x', 'reenviar', 'B'],
      ['reencola://x', '--pdv', 'B'],
      ['--json', 'reencola://x'],
      ['--', 'reencola://x', '--oculto'],
    ])
      expect([args, command(...args)]).toEqual([args, { name: 'ventana', hidden: false, open: null }])
    // After the name of a command it is a reference like any other.
    expect(command('reenviar', 'reencola:1')).toMatchObject({ name: 'reenviar', references: ['reencola:1'] })
  })

  test('--simulador and --ayuda stand for themselves', () => {
    expect(command('--simulador')).toEqual({ name: 'simulador' })
    for (const flag of ['--ayuda', '--help', '-h']) expect(command(flag)).toEqual({ name: 'ayuda' })
  })

  test('reenviar takes references and flags in any order', () => {
    const expected = { name: 'reenviar', references: ['A', 'B'], file: null, column: null, pointOfSale: 'Casa central', patience: 30_000, json: true }
    expect(command('reenviar', 'A', 'B', '--pdv', 'Casa central', '--esperar', '30', '--json')).toEqual(expected)
    expect(command('--json', 'reenviar', '--pdv=Casa central', 'A', '--esperar=30', 'B')).toEqual(expected)
    expect(command('reenviar', 'A')).toEqual({ name: 'reenviar', references: ['A'], file: null, column: null, pointOfSale: null, patience: null, json: false })
  })

  test('after -- everything is a reference', () => {
    expect(command('reenviar', '--', '-1', '--json')).toMatchObject({ references: ['-1', '--json'], json: false })
  })

  test('explicar joins its words', () => {
    expect(command('explicar', 'Cod.', 'Error:', '10016', '--json')).toEqual({ name: 'explicar', text: 'Cod. Error: 10016', json: true })
  })

  test('vigilar runs once, over what is watched unless days are named', () => {
    expect(command('vigilar', '--una-vez')).toEqual({ name: 'vigilar', desde: null, hasta: null, pointOfSale: null, json: false })
    expect(command('--json', 'vigilar', '--una-vez', '--desde=01/11/2026', '--pdv', 'Casa')).toEqual({
      name: 'vigilar',
      desde: '01/11/2026',
      hasta: null,
      pointOfSale: 'Casa',
      json: true,
    })
    expect(problem('vigilar')).toContain('--una-vez')
    expect(problem('vigilar', '--una-vez', '--hasta', '31/02/2026')).toContain('31/02/2026')
    expect(problem('vigilar', '--una-vez', 'FC-1')).toContain('FC-1')
    expect(problem('vigilar', '--una-vez', '--esperar', '5')).toContain('--esperar')
  })

  test('listar takes a range of days and perhaps a point of sale', () => {
    const range = ['--desde', '01/11/2026', '--hasta', '25/11/2026']
    expect(command('listar', ...range)).toEqual({ name: 'listar', desde: '01/11/2026', hasta: '25/11/2026', pointOfSale: null, json: false })
    expect(command('listar', '--pdv=Casa', ...range, '--json')).toMatchObject({ pointOfSale: 'Casa', json: true })
    expect(problem('listar')).toContain('--desde dd/mm/aaaa --hasta dd/mm/aaaa')
    expect(problem('listar', '--desde', '01/11/2026')).toContain('Faltan las fechas')
    expect(problem('listar', '--desde', '31/02/2026', '--hasta', '25/11/2026')).toContain('«31/02/2026» no es una fecha válida')
    expect(problem('listar', '--desde', '2026-11-01', '--hasta', '25/11/2026')).toContain('«2026-11-01»')
    expect(problem('listar', '--desde', '26/11/2026', '--hasta', '25/11/2026')).toContain('anterior o igual')
    expect(problem('listar', '--desde', '01/01/2024', '--hasta', '25/11/2026')).toContain('366 días')
    expect(problem('listar', 'FC-1', ...range)).toContain('«FC-1»')
  })

  test('estado and configurar take no words', () => {
    expect(command('estado', '--json')).toEqual({ name: 'estado', json: true })
    expect(command('configurar')).toEqual({ name: 'configurar', file: null, remove: false })
    expect(command('configurar', '--archivo', 'pdv.json', '--borrar')).toEqual({ name: 'configurar', file: 'pdv.json', remove: true })
    expect(problem('configurar', '--borrar')).toContain('--archivo')
    expect(problem('estado', 'algo')).toContain('«algo»')
    expect(problem('configurar', '{"apikey":"1"}')).not.toContain('apikey')
  })

  test.each([
    [['--rara'], '--rara'],
    [['reenviar', 'A', '--oculto'], '--oculto'],
    [['estado', '--pdv', 'X'], '--pdv'],
    [['raro'], '«raro»'],
    [['reenviar'], 'referencia'],
    [['explicar'], 'texto'],
    [['explicar', '  '], 'texto'],
    [['reenviar', '--columna', 'B', 'A'], '--archivo'],
    [['reenviar', '--archivo'], '--archivo'],
    [['reenviar', 'A', '--pdv'], '--pdv'],
    [['reenviar', 'A', '--pdv='], '--pdv'],
    [['reenviar', 'A', '--esperar', 'mucho'], 'mucho'],
    [['reenviar', 'A', '--esperar', '-1'], '-1'],
    [['reenviar', 'A', '--esperar', '86401'], '86401'],
    [['toString'], 'toString'],
  ])('%j is refused, naming what is wrong', (args, named) => {
    expect(problem(...args)).toContain(named)
  })

  test('what Chromium, the updater and the system add is passed over', () => {
    const added = [
      '--no-sandbox',
      '--original-process-start-time=13377',
      '--allow-file-access-from-files',
      '--secure-schemes=reencola',
      '--inspect=9229',
      '--password-store=basic',
      '--updated',
      '-psn_0_12345',
      '-Embedding',
      '--lang=es-AR',
    ]
    expect(command(...added, 'reenviar', 'A', ...added)).toMatchObject({ name: 'reenviar', references: ['A'] })
  })
})

describe('ownArguments', () => {
  test('packaged: all but the executable', () => {
    expect(ownArguments(['/opt/Reencola/reencola', '--oculto'], true)).toEqual(['--oculto'])
  })

  test('from source: what follows the path of the app', () => {
    expect(ownArguments(['electron', '.', 'reenviar', 'A'], false)).toEqual(['reenviar', 'A'])
    expect(ownArguments(['electron', '--no-sandbox', '.', '--oculto'], false)).toEqual(['--oculto'])
  })
})
