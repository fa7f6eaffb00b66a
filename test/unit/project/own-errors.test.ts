/** What the harness of the end-to-end tests leaves out of a real Electron's standard error. */
import { expect, test } from 'vitest'
import { ownErrors } from '../../e2e/harness/own-errors.ts'

test('what Chromium reports of the desktop is left out, what the program says and what ends it stay', () => {
  const lines = [
    '[4242:1129/230102.123456:ERROR:dbus/bus.cc:408] Failed to connect to the bus: Could not parse server address\n',
    'No se pudo leer Local\n',
    '[4242:4250:1129/230102.123456:WARNING:viz_main_impl.cc(85)] VizNullHypothesis is disabled\n',
    '[4242:1129/230103.123456:FATAL:setuid_sandbox_host.cc(166)] The SUID sandbox helper binary was found\n',
    '[día 22/11] ERROR: de otro\n',
  ]
  expect(ownErrors(lines.join(''))).toBe([lines[1], lines[3], lines[4]].join(''))
})
