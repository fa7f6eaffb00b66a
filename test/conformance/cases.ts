/**
 * What Electron does, case by case: where that is said, and where it can be tried. The numbers are for good; a case with several parts has
 * a word after its number.
 */
export interface Case {
  /** What holds. */
  does: string
  /** In Electron's repository, or its documentation. */
  source: string
  scene: string
  /** The stand-in cannot do it, and why: tried on the real binary alone. */
  notOnStandIn?: string
  /** Where it holds; everywhere when absent. */
  only?: NodeJS.Platform
}

export const cases: Record<string, Case> = {
  '1': { does: '`whenReady` is pending and `isReady` false while the main module runs', source: 'docs/api/app.md', scene: 'start' },
  '2': { does: '`enableSandbox` after ready throws', source: 'docs/api/app.md', scene: 'start' },
  '3': { does: '`setPath` with a relative path throws and makes no folder', source: 'shell/browser/api/electron_api_app.cc', scene: 'start' },
  '4': { does: 'another `userData` is another `sessionData`, while that was never set', source: 'docs/api/app.md', scene: 'start' },
  '5': { does: '`exit` before ready ends with that code', source: 'shell/browser/browser.cc', scene: 'exit-early' },
  '6': { does: '`exit` tells neither `before-quit` nor `will-quit`', source: 'docs/api/app.md', scene: 'exit' },
  '7': { does: '`quit`: before-quit, close, will-quit, quit', source: 'docs/api/app.md', scene: 'quit' },
  '8': { does: 'after a cancelled close a later `quit` begins again', source: 'shell/browser/browser.cc', scene: 'quit-again' },
  '9': { does: 'a second process is refused, and the first hears its words and folder', source: 'spec/api-app-spec.ts', scene: 'holder' },
  '10': { does: 'what it hands over comes as it was', source: 'spec/api-app-spec.ts', scene: 'holder' },
  '11': { does: 'what comes before ready is not lost', source: 'shell/browser/api/electron_api_app.cc', scene: 'busy' },
  '12': { does: 'a lock that was given back can be taken', source: 'docs/api/app.md', scene: 'holder' },
  '14': { does: '`relaunch` with words of its own', source: 'docs/api/app.md', scene: 'relaunch' },
  '14 same': { does: '`relaunch` without any: the same again', source: 'docs/api/app.md', scene: 'relaunch-same' },
  '18': { does: '`codeCache` of a scheme that is not standard throws', source: 'shell/browser/api/electron_api_protocol.cc', scene: 'system' },
  '19': { does: 'a second `protocol.handle` of a scheme throws', source: 'lib/browser/api/protocol.ts', scene: 'page' },
  '20': { does: 'a handler that throws fails the load, and the process lives', source: 'lib/browser/api/protocol.ts', scene: 'page' },
  '21': { does: 'status and type reach the page', source: 'spec/api-protocol-spec.ts', scene: 'page' },
  '21 policy': { does: 'the CSP of an answer counts', source: 'spec/api-protocol-spec.ts', scene: 'page' },
  '22': { does: 'a module and a stylesheet with `crossorigin` load', source: 'spec/api-protocol-spec.ts', scene: 'page' },
  '22 origin': {
    does: 'the page has the origin of its scheme',
    source: 'docs/api/protocol.md',
    scene: 'page',
    notOnStandIn: 'its pages are drawn by a browser, at an address of its own',
  },
  '23': { does: '`onBeforeRequest` sees requests of an own scheme, and cancels', source: 'docs/api/web-request.md', scene: 'page' },
  '23 load': { does: 'a cancelled load is ERR_BLOCKED_BY_CLIENT', source: 'net/base/net_error_list.h (Chromium)', scene: 'page' },
  '25': { does: 'a second `ipcMain.handle` of a channel throws', source: 'lib/browser/ipc-main-impl.ts', scene: 'page' },
  '25 removed': { does: 'a handler that was removed rejects with the channel’s name', source: 'lib/browser/api/web-contents.ts', scene: 'page' },
  '26': { does: '`undefined` members, dates and bytes arrive as such', source: 'docs/api/ipc-renderer.md', scene: 'page' },
  '26 back': { does: 'and so do they on the way back', source: 'docs/api/ipc-main.md', scene: 'page' },
  '27': { does: 'a function rejects', source: 'docs/api/ipc-renderer.md', scene: 'page' },
  '28': { does: '`senderFrame.parent` of the main frame is null', source: 'docs/api/web-frame-main.md', scene: 'page' },
  '29': { does: 'a sandboxed preload has no `fs`, and exposes a name once', source: 'docs/tutorial/sandbox.md', scene: 'page' },
  '30': { does: 'safeStorage before ready: not available, and rejects', source: 'shell/browser/api/electron_api_safe_storage.cc', scene: 'system' },
  '31': {
    does: 'decrypting gives the text and whether to seal it again; an empty one; a refusal of foreign bytes',
    source: 'docs/api/safe-storage.md',
    scene: 'system',
  },
  '32': { does: 'first calls at once all settle', source: 'shell/browser/api/electron_api_safe_storage.cc', scene: 'system' },
  '33': { does: 'another process opens what one has sealed', source: 'docs/api/safe-storage.md', scene: 'sealed' },
  '36': { does: 'a missing image throws, a destroyed tray too, no tray does not', source: 'shell/browser/api/electron_api_tray.cc', scene: 'system' },
  '39 before ready': { does: 'a notification before ready throws', source: 'shell/browser/api/electron_api_notification.cc', scene: 'system' },
  '39 long id': { does: 'an id over 64 throws', source: 'shell/browser/api/electron_api_notification.cc', scene: 'system', only: 'win32' },
  '41': { does: 'an aborted message box resolves with `cancelId`', source: 'docs/api/dialog.md', scene: 'system' },
  '42': { does: '`showErrorBox` before ready is no failure', source: 'docs/api/dialog.md', scene: 'system', only: 'linux' },
  '44': { does: '`destroy` tells no close; a destroyed window throws', source: 'docs/api/browser-window.md', scene: 'system' },
  '45': { does: '`ready-to-show` once', source: 'docs/api/browser-window.md', scene: 'page' },
}

/** What no scene decides yet, and why. */
export const elsewhere: Record<string, string> = {
  '13': 'a lock that is false with nobody told cannot be brought about on a real binary; on the stand-in: test/integration/shell/start/hand-over.test.ts',
  '15': 'Windows’ own: .github/smoke/windows.ps1 on the real binary',
  '16': 'Windows’ own: .github/smoke/windows.ps1 on the real binary',
  '17': 'Windows’ own: .github/smoke/windows.ps1 on the real binary',
  '24': 'the stand-in downloads nothing; test/integration/shell/window/no-way-out.test.ts asks what would be answered',
  '34': 'needs a desktop without a keyring; on the stand-in: test/unit/shell/files/vault.test.ts',
  '35': 'needs a desktop without a keyring; on the stand-in: test/unit/shell/files/vault.test.ts',
  '37': 'needs keys from the system; by hand',
  '38': 'needs keys from the system; on the stand-in: test/unit/shell/desktop/desktop-pieces.test.ts',
  '40': 'needs Windows’ notification centre; by hand',
  '43': 'needs a Wayland session; by hand',
}
