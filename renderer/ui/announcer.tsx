/**
 * Says results to screen readers. It is always there, because a live region that appears with its text is not read; its
 * attribute keeps React Aria from hiding it while a dialog is open.
 */
export function Announcer({ text }: { text: string }) {
  return (
    <output className="hidden" data-live-announcer="true">
      {text}
    </output>
  )
}
