import { useEffect, useState } from 'react'
import type { Comprobante, Order } from '#contract/model/order.ts'
import { describeFailure } from '#contract/texts/failures.ts'
import { issuedMenu as texts, story } from '#contract/texts/order.ts'
import { call } from '../../api.ts'
import { openStory } from '../../store/open-story.ts'
import { announce } from '../../ui/announcer.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import type { ControlProps } from '../../ui/table.tsx'
import { useCopy } from '../clipboard/use-copy.ts'
import { openOutside } from '../open-outside.ts'

interface IssuedMenuProps {
  order: Order
  comprobante: Comprobante
  control: ControlProps
}

/** What people want of a comprobante that was issued, from the row that it stands in. */
export function IssuedMenu({ order: { id, external_reference }, comprobante: { numero, cae }, control }: IssuedMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { copy, said, failure } = useCopy()
  useEffect(() => {
    // A row has no room for the message that says so elsewhere.
    if (!failure) return
    const { title, text } = describeFailure(failure)
    announce(`${title} ${text}`, 'alert')
  }, [failure])

  return (
    <>
      <button
        type="button"
        className="action quiet issued-menu"
        aria-label={texts.open(external_reference)}
        aria-haspopup="menu"
        title={(failure && describeFailure(failure).title) ?? said ?? undefined}
        {...control}
        onClick={(event) => {
          event.stopPropagation()
          setAnchor(event.currentTarget)
        }}
      >
        <Icon name={failure ? 'failed' : said !== null ? 'done' : 'more'} />
      </button>
      {anchor && (
        // A press in it is not one on the row that it belongs to.
        <span role="presentation" onClick={(event) => event.stopPropagation()}>
          <Menu
            label={texts.open(external_reference)}
            anchor={anchor}
            items={[
              { label: story.pdf, icon: 'file', onSelect: () => void openPdf(id) },
              numero !== '' && { label: texts.copyNumber, icon: 'clipboard', onSelect: () => void copy(numero, texts.copied(story.number)) },
              cae !== '' && { label: texts.copyCae, icon: 'clipboard', onSelect: () => void copy(cae, texts.copied(story.cae)) },
            ]}
            onClose={() => setAnchor(null)}
          />
        </span>
      )}
    </>
  )
}

/** Asks for the link anew, as one of another day leads nowhere. Where there is none to open, its story says why. */
async function openPdf(id: number): Promise<void> {
  const asked = await call('freshPdf', { id })
  if (!asked.ok || !openOutside(asked.value.url)) openStory({ order: id })
}
