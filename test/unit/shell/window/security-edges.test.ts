/** What the page's window hands to the browser, and what is taken away from it. */
import { expect, test, vi } from 'vitest'
import { systemClock } from '../../../../electron/core/lib/clock.ts'

const electron = vi.hoisted(() => {
  const events: Record<string, (...args: never[]) => unknown> = {}
  const keep = (name: string, listener: (...args: never[]) => unknown) => void (events[name] = listener)
  return { opened: [] as string[], removed: [] as string[], events, keep }
})
vi.mock('electron', () => {
  const { keep, opened, removed } = electron
  const nothing = vi.fn()
  return {
    app: { isPackaged: true, on: keep },
    ipcMain: { removeAllListeners: (channel: string) => removed.push(channel) },
    shell: {
      openExternal: (url: string) => {
        opened.push(url)
        return Promise.reject(new Error('no browser'))
      },
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: nothing,
        setPermissionCheckHandler: nothing,
        setDevicePermissionHandler: nothing,
        webRequest: { onBeforeRequest: nothing },
        on: keep,
      },
    },
  }
})
const { lockDown, mayLoad } = await import('../../../../electron/shell/window/security.ts')

test('a new window is never made; only TusFacturasAPP’s address goes to the browser, and a browser that does not open ends nothing', async () => {
  const warned: unknown[] = []
  lockDown({ info: () => {}, warn: (...line) => void warned.push(line), error: () => {} }, systemClock, () => {})
  // Its listener would tell any page where the data is.
  expect(electron.removed).toEqual(['electron-store-get-data'])
  let open: ((details: { url: string }) => unknown) | undefined
  const contents = { on: () => {}, setWebRTCIPHandlingPolicy: () => {}, setWindowOpenHandler: (handler: typeof open) => (open = handler) }
  electron.events['web-contents-created']?.(...([null, contents] as never[]))
  for (const url of ['https://evil.example/', 'file:///etc/passwd', 'https://www.tusfacturas.app/a.pdf']) expect(open?.({ url })).toEqual({ action: 'deny' })
  expect(electron.opened).toEqual(['https://www.tusfacturas.app/a.pdf'])
  await expect.poll(() => JSON.stringify(warned)).toContain('no browser')
})

test('also where it is not packaged the page loads nothing but its own and the tools', () => {
  for (const url of ['https://evil.example/', 'file:///etc/passwd', 'xdevtools://', 'data:,x', '']) expect([url, mayLoad(url, false)]).toEqual([url, false])
})
