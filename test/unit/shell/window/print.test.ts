import type { WebContents } from 'electron'
import { expect, test } from 'vitest'
import { fail, ok } from '#contract/result.ts'
import { printContents } from '../../../../electron/shell/window/print.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }

/**
 * What Electron calls back with: shell/browser/printing/printing_utils.cc where it looks for printers, patches/chromium/printing.patch
 * where the job ends; older versions as reported (electron#25261: cancelled; #24664 and #25498: no valid printers).
 */
test.each([
  ['goes to the printer', true, '', ok('printed')],
  ['is cancelled', false, 'Print job canceled', ok('cancelled')],
  ['is cancelled, as older versions say', false, 'cancelled', ok('cancelled')],
  ['finds no printer', false, 'No printers available on the network', fail('print-failed', { reason: 'no-printer' })],
  ['finds no printer, as older versions say', false, 'No valid printers available', fail('print-failed', { reason: 'no-printer' })],
  ['cannot ask for printers', false, 'Failed to enumerate printers', fail('print-failed', { reason: 'no-printer' })],
  ['fails', false, 'Print job failed', fail('print-failed', { reason: 'other' })],
  ['fails and says nothing', false, '', fail('print-failed', { reason: 'other' })],
])('printing that %s', async (_what, success, reason, answer) => {
  let asked: object | undefined
  const print: WebContents['print'] = (options, callback) => {
    asked = options
    callback?.(success, reason)
  }
  expect(await printContents({ print }, silent)).toEqual(answer)
  // Without a page size that it knows Electron throws.
  expect(asked).toMatchObject({ pageSize: 'A4' })
})
