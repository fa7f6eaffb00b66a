/** What Electron knows of a battery, on what stands in for it, and what the person is told of that. */
import { afterEach, expect, test } from 'vitest'
import { watchTexts } from '#contract/texts/watch.ts'
import { computer, realPlatform } from '../../../host/api/computer.ts'
import { powerMonitor } from '../../../host/api/power-monitor.ts'
import { runCommand } from '../../../host/control/commands.ts'

afterEach(() => {
  computer.platform = realPlatform
  powerMonitor.removeAllListeners()
})

test.each([
  ['linux', [false, false], []],
  ['win32', [true, false], ['on-ac']],
  ['darwin', [true, false], ['on-battery', 'on-ac']],
] as const)('%s, off the socket and on it again: known %j, told %j', async (platform, known, told) => {
  computer.platform = platform
  const heard: string[] = []
  for (const event of ['on-battery', 'on-ac'] as const) powerMonitor.on(event, () => heard.push(event))
  const seen: boolean[] = []
  for (const event of ['on-battery', 'on-ac']) {
    await runCommand('power', { event })
    seen.push(powerMonitor.isOnBatteryPower())
  }
  expect([seen, heard]).toEqual([known, told])
})

test('Ajustes promises it where there is something that knows', () => {
  expect(watchTexts.details).toContain('En Windows y en Mac, con la batería')
})
