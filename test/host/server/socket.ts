import type { WebSocket } from 'ws'
import type * as Electron from 'electron'
import type { HostWindow } from '../api/browser-window.ts'
import { deliverMessage, invokeHandler, type Sender } from '../api/ipc-main.ts'
import type { Tab } from '../api/web-contents.ts'
import { makeCloner } from '../page/clone.ts'
import type { FromPage, ToPage } from '../page/wire.ts'
import { readMessage } from './message.ts'

const { encode, decode } = makeCloner()

/** Joins a browser tab to the window that it draws. */
export function joinTab(socket: WebSocket, window: HostWindow): void {
  const contents = window.webContents
  const { loads } = contents
  const from: Sender = {
    sender: contents as unknown as Electron.WebContents,
    get senderFrame() {
      return contents.loads === loads ? contents.mainFrame : null
    },
  }
  const post = (message: ToPage) => socket.send(JSON.stringify(message))
  const tab: Tab = {
    message: (channel, args) => post({ type: 'message', channel, args: encode(args) }),
    reload: () => post({ type: 'reload' }),
    online: (online) => post({ type: 'online', online }),
    close: () => socket.close(),
  }

  async function answer(id: number, channel: string, args: unknown[]): Promise<void> {
    try {
      post({ type: 'result', id, value: encode(await invokeHandler(from, channel, args)) })
    } catch (error) {
      post({ type: 'failure', id, message: String(error) })
    }
  }

  function receive(message: FromPage): void {
    switch (message.type) {
      case 'loaded':
        contents.tabMoved(message.at)
        contents.tabLoaded(message.title)
        break
      case 'moved':
        contents.tabMoved(message.at)
        break
      case 'invoke':
        void answer(message.id, message.channel, decode(message.args) as unknown[])
        break
      case 'send':
        deliverMessage(from, message.channel, decode(message.args) as unknown[])
        break
    }
  }

  contents.attach(tab)
  socket.on('message', (data: Buffer) => {
    const message = contents.isDestroyed() ? null : readMessage(data.toString('utf8'))
    if (!message) return
    try {
      receive(message)
    } catch (error) {
      process.stderr.write(`anfitrión: ${String(error)}\n`)
    }
  })
  socket.on('close', () => contents.detach(tab))
  socket.on('error', () => socket.terminate())
}
