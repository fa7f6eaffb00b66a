import { setState, type OpenStory } from './store.ts'

/** Opens what is known of one order, or of one comprobante, beside the list; whatever was open there closes. */
export function openStory(story: OpenStory): void {
  setState({ story })
}

export function closeStory(): void {
  setState({ story: null })
}
