/** What Electron's process does to standard input, standard output and arguments on Windows before any code of the app runs. */
import { Readable } from 'node:stream'

/** Standard input is at its end at once, whatever was redirected into it (Electron, common init). Descriptor 0 is left alone. */
export function endStandardInput(): void {
  const stdin = Object.assign(new Readable(), { isTTY: false, fd: 0 })
  stdin.push(null)
  Object.defineProperty(process, 'stdin', { configurable: false, enumerable: true, get: () => stdin })
}

/** The first line of standard output is empty (shell/app/electron_main_delegate.cc). */
export const beginStandardOutput = (): void => void process.stdout.write('\n')

/** A scheme has at least two characters: one is the letter of a drive. */
const address = /^[a-z][^:\s]+:/iu

/**
 * Whoever made a link must not add arguments to it: after one that looks like an address there may be none, unless `--` came before
 * (shell/app/command_line_args.cc). The process then ends with -1 before any JavaScript.
 */
export function endsSilently(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  const checked = end < 0 ? args : args.slice(0, end)
  const at = checked.findIndex((argument) => address.test(argument))
  // The `--` itself may follow: the check ends there.
  return at >= 0 && at < checked.length - 1
}
