import { isAbsolute, join } from 'node:path'
import type * as Electron from 'electron'
import { app, requireReady } from './app.ts'
import { computer } from './computer.ts'

type Method = 'showMessageBox' | 'showMessageBoxSync' | 'showOpenDialog' | 'showSaveDialog' | 'showErrorBox'

export interface DialogRecord {
  method: Method
  options: object
  /** Null while nobody has answered. */
  answer: unknown
}

/** Every dialog that was opened, oldest first, and the answers that wait for the next ones. */
class DialogDesk {
  readonly records: DialogRecord[] = []
  /** True: a dialog without an answer in the queue stays open until one comes. */
  hold = false
  readonly #answers: Array<{ method: Method; answer: object }> = []
  #open: Array<{ method: Method; settle: (answer: object) => void }> = []

  /** Answers the oldest open dialog of that kind, else the next one that opens. */
  answer(method: Method, answer: object): void {
    const index = this.#open.findIndex((dialog) => dialog.method === method)
    if (index === -1) this.#answers.push({ method, answer })
    else this.#open.splice(index, 1)[0]?.settle(answer)
  }

  async ask<A extends object>(method: Method, options: object, fallback: A, signal?: AbortSignal): Promise<A> {
    requireReady('dialog module can only be used after app is ready')
    const record: DialogRecord = { method, options, answer: null }
    this.records.push(record)
    const queued = this.#answers.findIndex((answer) => answer.method === method)
    const given = queued === -1 ? await this.#wait(method, signal) : this.#answers.splice(queued, 1)[0]?.answer
    const answer = { ...fallback, ...given }
    record.answer = answer
    process.stderr.write(`anfitrión: diálogo ${method} ${JSON.stringify(options)} -> ${JSON.stringify(answer)}\n`)
    return answer
  }

  /** The loop stands still: only an answer that is there already counts. */
  askNow<A extends object>(method: Method, options: object, fallback: A): A {
    const queued = this.#answers.findIndex((answer) => answer.method === method)
    const answer = { ...fallback, ...(queued === -1 ? {} : this.#answers.splice(queued, 1)[0]?.answer) }
    this.records.push({ method, options, answer })
    process.stderr.write(`anfitrión: diálogo ${method} ${JSON.stringify(options)} -> ${JSON.stringify(answer)}\n`)
    return answer
  }

  #wait(method: Method, signal?: AbortSignal): Promise<object> {
    const { promise, resolve } = Promise.withResolvers<object>()
    const open = { method, settle: resolve }
    signal?.addEventListener('abort', () => {
      this.#open = this.#open.filter((other) => other !== open)
      resolve({})
    })
    if (this.hold) this.#open.push(open)
    else setImmediate(resolve, {})
    return promise
  }
}

export const dialogDesk = new DialogDesk()

/** Electron's methods take an optional window first. */
const optionsOf = <O extends object>(args: [O] | [Electron.BaseWindow, O]): O => args[args.length - 1] as O

/**
 * `dialog`. Without an answer in the queue a message box is closed as with Escape, an open dialog is cancelled, and a save
 * dialog takes the suggested name in the downloads folder.
 */
export const dialog = {
  showMessageBox(...args: [Electron.MessageBoxOptions] | [Electron.BaseWindow, Electron.MessageBoxOptions]) {
    const { icon: _icon, signal, ...options } = optionsOf<Electron.MessageBoxOptions>(args)
    const response = options.cancelId ?? options.defaultId ?? 0
    const fallback: Electron.MessageBoxReturnValue = { response, checkboxChecked: options.checkboxChecked ?? false }
    return dialogDesk.ask('showMessageBox', options, fallback, signal)
  },

  showMessageBoxSync(...args: [Electron.MessageBoxSyncOptions] | [Electron.BaseWindow, Electron.MessageBoxSyncOptions]) {
    requireReady('dialog module can only be used after app is ready')
    const { icon: _icon, ...options } = optionsOf<Electron.MessageBoxSyncOptions>(args)
    return dialogDesk.askNow('showMessageBoxSync', options, { response: options.cancelId ?? options.defaultId ?? 0 }).response
  },

  showOpenDialog(...args: [Electron.OpenDialogOptions] | [Electron.BaseWindow, Electron.OpenDialogOptions]) {
    const fallback: Electron.OpenDialogReturnValue = { canceled: true, filePaths: [] }
    return dialogDesk.ask('showOpenDialog', optionsOf<Electron.OpenDialogOptions>(args), fallback)
  },

  showSaveDialog(...args: [Electron.SaveDialogOptions] | [Electron.BaseWindow, Electron.SaveDialogOptions]) {
    const options = optionsOf<Electron.SaveDialogOptions>(args)
    const { defaultPath = 'sin nombre' } = options
    const filePath = isAbsolute(defaultPath) ? defaultPath : join(app.getPath('downloads'), defaultPath)
    const fallback: Electron.SaveDialogReturnValue = { canceled: false, filePath }
    return dialogDesk.ask('showSaveDialog', options, fallback)
  },

  /** Before `ready` nothing is shown on Linux: it is only printed (Electron, showErrorBox). */
  showErrorBox(title: string, content: string) {
    if (app.isReady() || computer.platform !== 'linux') {
      dialogDesk.records.push({ method: 'showErrorBox', options: { title, content }, answer: {} })
      process.stderr.write('anfitrión: diálogo showErrorBox\n')
    }
    process.stderr.write(`${title}\n${content}\n`)
  },
} satisfies Pick<Electron.Dialog, Method>
