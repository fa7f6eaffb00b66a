import { shortcutIds, shortcuts, type Shortcut } from '#contract/model/shortcuts.ts'
import { inbox } from '#contract/texts/inbox.ts'
import { keysHelp as texts } from '#contract/texts/palette.ts'
import { Sheet } from '../../ui/dialog.tsx'

/** The keys that there are. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={texts.title} dismissable onClose={onClose}>
      <Keys title={texts.everywhere} where="everywhere" />
      <Keys title={texts.inList} where="con-error" />
      <p>{inbox.hint}</p>
      <p className="field-help">{texts.text}</p>
    </Sheet>
  )
}

function Keys({ title, where }: { title: string; where: Shortcut['where'] }) {
  return (
    <section className="stack-small">
      <h3>{title}</h3>
      <dl className="keys">
        {shortcutIds
          .filter((id) => shortcuts[id].where === where)
          .map((id) => (
            <div key={id}>
              <dt>
                {shortcuts[id].control && (
                  <>
                    <kbd>{texts.ctrl}</kbd>
                    {' + '}
                  </>
                )}
                <kbd>{shortcuts[id].key.toUpperCase()}</kbd>
              </dt>
              <dd>{texts.does[id]}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
