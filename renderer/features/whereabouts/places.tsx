import { whereaboutsTexts as texts } from '#contract/texts/whereabouts.ts'
import { Select } from '../../ui/select.tsx'
import { useStore } from '../../store/store.ts'
import { ReferenceList } from '../references/reference-list.tsx'
import type { Found } from './search.ts'
import type { SortedPlaces } from './sorted.ts'

/** References named before "and N more". */
const named = 20
/** So many are said at once. */
const few = 3

interface PlacesProps {
  found: Found
  sorted: SortedPlaces
  /** It is about a single reference. */
  one: boolean
  chosen: ReadonlyMap<string, string>
  onChoose: (chosen: ReadonlyMap<string, string>) => void
}

/** Where each reference is, as far as is known; who is in several is asked about. */
export function Places({ found, sorted, one, chosen, onChoose }: PlacesProps) {
  const nameOf = useNames()
  const { clear, shared } = sorted
  return (
    <>
      {[...clear].map(([id, references]) =>
        one ? (
          <p key={id}>
            <strong>{texts.at(nameOf(id))}</strong>
          </p>
        ) : (
          <Some key={id} title={texts.manyAt(references.length, nameOf(id))} references={references} />
        ),
      )}
      {shared.length > 0 && (
        <section>
          <p>
            <strong>{texts.sharedTitle(shared.length)}</strong>
          </p>
          {shared.map(({ external_reference, places }) => (
            <Select
              key={external_reference}
              label={texts.choose(external_reference)}
              value={chosen.get(external_reference) ?? ''}
              options={[
                { value: '', label: texts.nowhere },
                ...places.map(({ pointOfSaleId, status }) => ({
                  value: pointOfSaleId,
                  label: texts.place(nameOf(pointOfSaleId), status),
                  disabled: status !== 'error',
                })),
              ]}
              onChange={(id) => onChoose(new Map([...chosen, [external_reference, id]]))}
            />
          ))}
        </section>
      )}
      <NotSent found={found} sorted={sorted} one={one} />
    </>
  )
}

/** What is not sent, and why; of whom nothing is known. Nobody says that something is nowhere before somebody has answered. */
export function NotSent({ found, sorted: { needless, unclear, nowhere }, one }: Pick<PlacesProps, 'found' | 'sorted' | 'one'>) {
  const nameOf = useNames()
  const unread = found.unread.filter(({ pointOfSaleId }) => nameOf(pointOfSaleId) !== '')
  const missing = found.over && found.failure === null && found.asked > found.unread.length ? nowhere : []
  const [standing] = [...needless, ...unclear]
  return (
    <>
      {one && standing && <p>{texts.at(texts.place(nameOf(standing.pointOfSaleId), standing.status))}</p>}
      {needless.length > 0 && <Some title={texts.needless(needless.length)} references={needless.map(({ external_reference }) => external_reference)} />}
      {!one && unclear.length > 0 && <Some title={texts.unclear(unclear.length)} references={unclear.map(({ external_reference }) => external_reference)} />}
      {found.over && found.asked < found.total && <p>{texts.stopped(found.asked, found.total)}</p>}
      {missing.length > 0 && (one ? <p>{texts.missingOne}</p> : <Some title={texts.missing(missing.length)} references={missing} />)}
      {unread.length > 0 && (
        <section>
          <p>{texts.unread(unread.length)}</p>
          <details className="original" open={unread.length <= few}>
            <summary>{texts.which}</summary>
            <ul>
              {unread.map(({ pointOfSaleId, explanation }) => (
                <li key={pointOfSaleId}>
                  {nameOf(pointOfSaleId)}: {explanation.title}
                </li>
              ))}
            </ul>
          </details>
        </section>
      )}
    </>
  )
}

/** @returns the name of a point of sale; empty when it has been deleted since */
function useNames(): (id: string) => string {
  const pointsOfSale = useStore((state) => state.pointsOfSale)
  return (id) => pointsOfSale.find((pointOfSale) => pointOfSale.id === id)?.name ?? ''
}

function Some({ title, references }: { title: string; references: string[] }) {
  return (
    <section>
      <p>
        {title} {references.length <= few && <span className="reference">{references.join(', ')}</span>}
      </p>
      {references.length > few && (
        <details className="original">
          <summary>{texts.which}</summary>
          <ReferenceList of={references} named={named} />
        </details>
      )}
    </section>
  )
}
