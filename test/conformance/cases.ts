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
  /** The real binary cannot be brought to it, and why: tried on the stand-in alone. */
  notOnBinary?: string
  /** Where it holds; everywhere when absent. The stand-in is any computer that its scene asks for. */
  only?: NodeJS.Platform
}

/** What a scene finds when it begins. */
interface Surroundings {
  /** Commands of the stand-in's control API to carry out beforehand. */
  standIn?: Record<string, unknown>
  env?: Record<string, string>
  args?: string[]
}

const windows = { standIn: { computer: { platform: 'win32' } } }
const wayland = { standIn: { computer: { platform: 'linux', display: 'wayland' } } }

/** By scene; the others begin on the computer as it is. */
export const surroundings: Record<string, Surroundings> = {
  unheard: { standIn: { 'single-instance': { lock: 'unheard' } } },
  streams: windows,
  guarded: { ...windows, args: ['word:x', 'more'] },
  'no-keyring': { standIn: { 'safe-storage': { backend: 'basic_text', ciphertexts: 'v10' } } },
  'locked-keyring': { standIn: { 'safe-storage': { decryption: 'temporarily-unavailable' } } },
  // On a desktop that Chromium does not know, it guesses that there is no keyring.
  'unknown-desktop': { standIn: { 'safe-storage': { backend: 'basic_text' } }, env: { XDG_CURRENT_DESKTOP: 'sway' } },
  portal: wayland,
  unfocused: wayland,
  unshown: wayland,
  hung: { standIn: { 'single-instance': { timeout: 1_000 } } },
  'after-hung': { standIn: { 'single-instance': { timeout: 1_000 } } },
  'no-tray': { standIn: { computer: { platform: 'linux' }, 'tray/area': { present: false } } },
  toasts: windows,
  'earlier-toast': { standIn: { ...windows.standIn, 'notification/activation': { arguments: 'earlier' } } },
}

const keysOfSystem = 'needs keys from the system'
const clicksOfSystem = 'needs clicks in the notification centre'

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
  '10': {
    does: 'what it hands over comes as it was: objects, arrays, 300,000 characters, a NUL, dates and bytes; nothing comes as null',
    source: 'spec/api-app-spec.ts',
    scene: 'holder',
  },
  '11': { does: 'what comes before ready is not lost', source: 'shell/browser/api/electron_api_app.cc', scene: 'busy' },
  '12': { does: 'a lock that was given back can be taken', source: 'docs/api/app.md', scene: 'holder' },
  '13': { does: 'a lock may be refused with nobody told', source: 'shell/browser/api/electron_api_app.cc', scene: 'unheard', only: 'linux' },
  '14': { does: '`relaunch` with words of its own', source: 'docs/api/app.md', scene: 'relaunch' },
  '14 same': { does: '`relaunch` without any: the same again', source: 'docs/api/app.md', scene: 'relaunch-same' },
  '15': { does: 'standard input is at its end at once', source: 'lib/common/init.ts', scene: 'streams', only: 'win32' },
  '16': { does: 'the first line of standard output is blank', source: 'shell/app/electron_main_delegate.cc', scene: 'streams', only: 'win32' },
  '17': {
    does: 'an argument after one like `word:` ends it with -1, before any JavaScript',
    source: 'shell/app/command_line_args.cc',
    scene: 'guarded',
    only: 'win32',
  },
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
  '24': { does: 'a prevented download writes nothing, and its item is gone', source: 'shell/browser/api/electron_api_session.cc', scene: 'download' },
  '25': { does: 'a second `ipcMain.handle` of a channel throws', source: 'lib/browser/ipc-main-impl.ts', scene: 'page' },
  '25 removed': { does: 'a handler that was removed rejects with the channel’s name', source: 'lib/browser/api/web-contents.ts', scene: 'page' },
  '26': { does: '`undefined` members, dates and bytes arrive as such', source: 'docs/api/ipc-renderer.md', scene: 'page' },
  '26 back': { does: 'and so do they on the way back', source: 'docs/api/ipc-main.md', scene: 'page' },
  '27': { does: 'a function rejects', source: 'docs/api/ipc-renderer.md', scene: 'page' },
  '28': { does: '`senderFrame.parent` of the main frame is null', source: 'docs/api/web-frame-main.md', scene: 'page' },
  '28 gone': { does: '`senderFrame` is null once the page has moved on', source: 'docs/api/structures/ipc-main-invoke-event.md', scene: 'page' },
  '29': { does: 'a sandboxed preload has no `fs`, and exposes a name once', source: 'docs/tutorial/sandbox.md', scene: 'page' },
  '30': { does: 'safeStorage before ready: not available, and rejects', source: 'shell/browser/api/electron_api_safe_storage.cc', scene: 'system' },
  '31': {
    does: 'decrypting gives the text and whether to seal it again; an empty one; a refusal of foreign bytes',
    source: 'docs/api/safe-storage.md',
    scene: 'system',
  },
  '32': { does: 'first calls at once all settle', source: 'shell/browser/api/electron_api_safe_storage.cc', scene: 'system' },
  '33': { does: 'another process opens what one has sealed', source: 'docs/api/safe-storage.md', scene: 'sealed' },
  '34': { does: 'without a keyring ciphertexts begin with v10', source: 'docs/api/safe-storage.md', scene: 'no-keyring', only: 'linux' },
  '34 stays': {
    does: 'a keyring that was locked at first stays so for the process',
    source: 'shell/browser/api/electron_api_safe_storage.cc',
    scene: 'locked-keyring',
    notOnBinary: 'needs a keyring that is unlocked meanwhile',
  },
  '35': {
    does: 'the name of the backend says nothing of the ciphertexts',
    source: 'shell/browser/api/electron_api_safe_storage.cc',
    scene: 'unknown-desktop',
    only: 'linux',
  },
  '36': { does: 'a missing image throws, a destroyed tray too, no tray does not', source: 'shell/browser/api/electron_api_tray.cc', scene: 'system' },
  '36 no tray': {
    does: 'no tray on the desktop does not throw',
    source: 'shell/browser/api/electron_api_tray.cc',
    scene: 'no-tray',
    notOnBinary: 'needs a desktop without a tray',
  },
  '37': {
    does: 'keys reach a hidden item of the menu, and none that is disabled',
    source: 'shell/browser/ui/accelerator_util.cc',
    scene: 'menu-keys',
    notOnBinary: keysOfSystem,
  },
  '38': { does: 'a shortcut that was given back is not registered', source: 'docs/api/global-shortcut.md', scene: 'shortcut' },
  '38 pressed': { does: 'and its keys do nothing', source: 'docs/api/global-shortcut.md', scene: 'shortcut-pressed', notOnBinary: keysOfSystem },
  '38 portal': { does: 'the portal’s goes on firing', source: 'electron/electron#52218', scene: 'portal', notOnBinary: keysOfSystem },
  '39 before ready': { does: 'a notification before ready throws', source: 'shell/browser/api/electron_api_notification.cc', scene: 'system' },
  '39 long id': { does: 'an id over 64 throws', source: 'shell/browser/api/electron_api_notification.cc', scene: 'system', only: 'win32' },
  '39 held': {
    does: 'after `timedOut` a click reaches an object that is held, and no other',
    source: 'shell/browser/notifications/win/windows_toast_notification.cc',
    scene: 'toasts',
    notOnBinary: clicksOfSystem,
  },
  '40': {
    does: '`handleActivation` hears the one that came before it, once',
    source: 'shell/browser/api/electron_api_notification.cc',
    scene: 'earlier-toast',
    notOnBinary: clicksOfSystem,
  },
  '40 body': {
    does: 'a click on a toast’s body has empty arguments',
    source: 'shell/browser/api/electron_api_notification.cc',
    scene: 'toasts',
    notOnBinary: clicksOfSystem,
  },
  '41': { does: 'an aborted message box resolves with `cancelId`', source: 'docs/api/dialog.md', scene: 'system' },
  '42': { does: '`showErrorBox` before ready is no failure', source: 'docs/api/dialog.md', scene: 'system', only: 'linux' },
  '43': { does: 'without the focus a Wayland clipboard is empty', source: 'docs/api/clipboard.md', scene: 'unfocused', notOnBinary: 'needs a Wayland session' },
  '44': {
    does: '`destroy` tells no close; a destroyed window and its contents throw, also whoever hears `closed`; the contents some turns later',
    source: 'docs/api/browser-window.md',
    scene: 'system',
  },
  '45': { does: '`ready-to-show` once', source: 'docs/api/browser-window.md', scene: 'page' },
  '45 paint': {
    does: 'and not before the first paint',
    source: 'docs/api/browser-window.md',
    scene: 'page',
    notOnStandIn: 'its windows are ready without a browser, which paints them later',
  },
  '45 shown': {
    does: 'in a session of Wayland not before it was shown',
    source: 'electron/electron#48859',
    scene: 'unshown',
    notOnBinary: 'needs a Wayland session',
  },
  '46': { does: '`print` throws at a page size that it does not know', source: 'lib/browser/api/web-contents.ts', scene: 'system' },
  '47': { does: 'a rejection that nobody catches ends nothing', source: 'shell/browser/electron_browser_main_parts.cc', scene: 'rejection' },
  '48': {
    does: 'a first process that does not answer is killed by the second, which takes its place',
    source: 'chrome/browser/process_singleton_posix.cc (Chromium)',
    scene: 'hung',
    only: 'linux',
  },
}
