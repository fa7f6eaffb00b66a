const wrong = 'input[aria-invalid], textarea[aria-invalid], .date[data-invalid]'

/** Goes to the first field that says what is wrong with it, once it does; in a date, to the part that is missing. */
export function focusProblem(within: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const field = within?.querySelector<HTMLElement>(wrong)
    const part = ['[data-placeholder]', ''].map((missing) => field?.querySelector<HTMLElement>(`[role=spinbutton]${missing}`)).find(Boolean)
    ;(part ?? field)?.focus()
  })
}
