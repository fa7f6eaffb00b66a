import { arcaLink, waitHelp } from '#contract/texts/task-dialogs.ts'
import { Sheet } from '../../ui/dialog.tsx'

/** What to look at when ARCA refuses the point of sale itself. */
export function ArcaLinkDialog({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={arcaLink.title} dismissable onClose={onClose}>
      <ol className="numbered">
        {arcaLink.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{arcaLink.note}</p>
      <p>
        <a href={arcaLink.url} target="_blank" rel="noreferrer">
          {arcaLink.site}
        </a>
      </p>
    </Sheet>
  )
}

/** What happens by itself while a service is down, and what does not. */
export function WaitDialog({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={waitHelp.title} dismissable onClose={onClose}>
      <p>{waitHelp.inQueue}</p>
      <p>{waitHelp.failed}</p>
    </Sheet>
  )
}
