/** Waits in real time that end at once when the simulator stops. */
export class Waits {
  readonly #running = new Map<NodeJS.Timeout, () => void>()

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#running.delete(timer)
        resolve()
      }, ms)
      this.#running.set(timer, resolve)
    })
  }

  endAll(): void {
    for (const [timer, resolve] of this.#running) {
      clearTimeout(timer)
      resolve()
    }
    this.#running.clear()
  }
}
