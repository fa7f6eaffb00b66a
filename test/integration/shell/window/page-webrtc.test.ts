import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
import { expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../../../electron/shell/window/protocol-headers.ts'

/**
 * How many packets a page under the program's policy sends to a server of its choice until WebRTC says that it has gathered.
 * @param switches of Chromium
 */
async function packets(switches: string[]): Promise<number> {
  const receiver = createSocket('udp4')
  receiver.bind(0, '127.0.0.1')
  await once(receiver, 'listening')
  let received = 0
  receiver.on('message', () => received++)
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-security-policy': contentSecurityPolicy, 'content-type': 'text/html' }).end('<p>'),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const args = chromium.args.filter((argument) => argument !== '--single-process')
  const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: [...args, ...switches], headless: true })
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const gathered = page.evaluate(`new Promise(async (resolve) => {
      const connection = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${receiver.address().port}' }] })
      connection.createDataChannel('x')
      connection.onicegatheringstatechange = () => connection.iceGatheringState === 'complete' && resolve()
      await connection.setLocalDescription(await connection.createOffer())
    })`)
    // With a server that never answers, gathering goes on for long: the first packet says enough.
    await Promise.race([gathered, once(receiver, 'message')])
    return received
  } finally {
    await browser.close()
    server.close()
    receiver.close()
  }
}

// On Electron the policy is set for each webContents; here the switch that sets the same one for the whole browser shows what it does.
test.runIf(process.platform === 'linux')(
  'the policy of WebRTC that is set for every page lets no packet out, which the page’s own policy does not hold back',
  async () => {
    expect(await packets([])).toBeGreaterThan(0)
    expect(await packets(['--force-webrtc-ip-handling-policy=disable_non_proxied_udp'])).toBe(0)
  },
)
