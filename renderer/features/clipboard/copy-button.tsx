import { useEffect, useState } from 'react'
import { story as texts } from '#contract/texts/order.ts'
import { call } from '../../api.ts'
import { announce } from '../../ui/announcer.tsx'
import { Action } from '../../ui/action.tsx'
import { useCommand } from '../../store/use-command.ts'

/** How long it says that it did. Milliseconds. */
const saidFor = 2000

/** Copies one value with one press. */
export function CopyButton({ what, text }: { what: string; text: string }) {
  const { run, busy } = useCommand()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), saidFor)
    return () => clearTimeout(timer)
  }, [copied])

  async function copy() {
    const done = await run(() => call('copyText', { text }))
    setCopied(done !== null)
    if (done) announce(`${texts.copied}.`)
  }

  return (
    <Action look="quiet" icon={copied ? 'done' : 'clipboard'} isPending={busy} aria-label={texts.copyNamed(what)} onPress={() => void copy()}>
      {copied ? texts.copied : texts.copy}
    </Action>
  )
}
