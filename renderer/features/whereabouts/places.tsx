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
  const pointsOfSale = useStore((state) => state.pointsOfSale)
  const nameOf = (id: string) => pointsOfSale.find((point) => point.id === id)?.name ?? ''
  const { clear, shared, needless, unclear, nowhere } = sorted
  const unread = found.unread.filter(({ pointOfSaleId }) => nameOf(pointOfSaleId) !== '')
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
      {one && needless[0] && <p>{texts.at(texts.place(nameOf(needless[0].pointOfSaleId), needless[0].status))}</p>}
      {needless.length > 0 && <Some title={texts.needless(needless.length)} references={needless.map(({ external_reference }) => external_reference)} />}
      {unclear.length > 0 && <Some title={texts.unclear(unclear.length)} references={unclear.map(({ external_reference }) => external_reference)} />}
      {found.over && found.asked < found.total && <p>{texts.stopped(found.asked, found.total)}</p>}
      {found.over && nowhere.length > 0 && (one ? <p>{texts.missingOne}</p> : <Some title={texts.missing(nowhere.length)} references={nowhere} />)}
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
