/**
 * What Chromium does and TypeScript's DOM does not know yet: scrolling answers with a promise (CSSOM View, "scroll methods return promises").
 * Nobody here waits for it, but an effect that hands it to React as its clean-up would end the page; it must not pass for nothing.
 */
interface Element {
  scroll(...where: [ScrollToOptions?] | [x: number, y: number]): object
  scrollTo(...where: [ScrollToOptions?] | [x: number, y: number]): object
  scrollBy(...by: [ScrollToOptions?] | [x: number, y: number]): object
  scrollIntoView(how?: boolean | ScrollIntoViewOptions): object
}
