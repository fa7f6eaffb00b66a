import { useStore } from '../store/store.ts'

/**
 * Says results to screen readers. It is always there, because a live region that appears with its text is not read; its
 * attribute keeps React Aria from hiding it while a dialog is open.
 */
export function Announcer() {
  const announcement = useStore((state) => state.announcement)
  return (
    <output className="hidden" data-live-announcer="true">
      {announcement.text}
    </output>
  )
}
