import { useState } from 'react'
import { mayOpenOutside } from '#contract/model/links.ts'
import type { Comprobante, Order } from '#contract/model/order.ts'
import { issuedMenu as texts, story } from '#contract/texts/order.ts'
import { call } from '../../api.ts'
import { openStory } from '../../store/open-story.ts'
import { announce } from '../../ui/announcer.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import type { ControlProps } from '../../ui/table.tsx'

interface IssuedMenuProps {
  order: Order
  comprobante: Comprobante
  control: ControlProps
}

/** What people want of a comprobante that was issued, from the row that it stands in. */
export function IssuedMenu({ order: { id, external_reference }, comprobante: { numero, cae }, control }: IssuedMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const copy = (text: string, what: string) => void call('copyText', { text }).then(({ ok }) => ok && announce(texts.copied(what)))
  const items: MenuItem[] = [
    { label: story.pdf, icon: 'file', onSelect: () => void openPdf(id) },
    ...(numero === '' ? [] : [{ label: texts.copyNumber, icon: 'clipboard' as const, onSelect: () => copy(numero, story.number) }]),
    ...(cae === '' ? [] : [{ label: texts.copyCae, icon: 'clipboard' as const, onSelect: () => copy(cae, story.cae) }]),
  ]
  return (
    <>
      <button
        type="button"
        className="action quiet issued-menu"
        aria-label={texts.open(external_reference)}
        aria-haspopup="menu"
        {...control}
        onClick={(event) => {
          event.stopPropagation()
          setAnchor(event.currentTarget)
        }}
      >
        <Icon name="more" />
      </button>
      {anchor && (
        // A press in it is not one on the row that it belongs to.
        <span role="presentation" onClick={(event) => event.stopPropagation()}>
          <Menu
            label={texts.open(external_reference)}
            anchor={anchor}
            items={items.map((item) => ({ ...item, onSelect: () => (setAnchor(null), item.onSelect()) }))}
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
  const url = asked.ok ? asked.value.url : null
  if (url !== null && mayOpenOutside(url)) window.open(url, '_blank', 'noopener,noreferrer')
  else openStory({ order: id })
}
