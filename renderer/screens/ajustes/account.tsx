import { account as texts } from '#contract/texts/account.ts'
import { Plan } from './plan.tsx'
import { OneOfMany } from './one-of-many.tsx'
import { AccountQuestion, useAccounts } from '../../features/tasks/account-question.tsx'
import { useStore } from '../../store/store.ts'

/** State of ARCA and quota of each point of sale: never asked by itself, as each question costs a request. */
export function Account() {
  const pointsOfSale = useStore((state) => state.pointsOfSale)
  const accounts = useAccounts()
  if (pointsOfSale.length === 0) return <p>{texts.noPointOfSale}</p>
  return (
    <>
      <Plan />
      <p>{texts.intro}</p>
      <OneOfMany of={pointsOfSale} idOf={({ id }) => id} nameOf={({ name }) => name}>
        {(shown) => (
          <ul className="points-of-sale">
            {shown.map((pointOfSale) => {
              const known = accounts.find(({ pointOfSaleId }) => pointOfSaleId === pointOfSale.id)
              return (
                <li key={pointOfSale.id}>
                  {pointsOfSale.length > 1 && (
                    <p>
                      <strong>{pointOfSale.name}</strong>
                    </p>
                  )}
                  <AccountQuestion about="service-state" pointOfSale={pointOfSale} known={known} />
                  <AccountQuestion about="quota" pointOfSale={pointOfSale} known={known} />
                </li>
              )
            })}
          </ul>
        )}
      </OneOfMany>
    </>
  )
}
