import { account as texts } from '#contract/texts/account.ts'
import { useStore } from '../../store/store.ts'
import { Sheet } from '../../ui/dialog.tsx'
import { AccountQuestion, useAccounts, type AccountTopic } from './account-question.tsx'

/** Asks how ARCA is, or how much quota is left, only when the person says so. */
export function AccountDialog({ about, pointOfSaleId, onClose }: { about: AccountTopic; pointOfSaleId: string; onClose: () => void }) {
  const pointOfSale = useStore((state) => state.pointsOfSale.find(({ id }) => id === pointOfSaleId))
  const accounts = useAccounts()
  return (
    <Sheet title={pointOfSale ? `${texts.section}: ${pointOfSale.name}` : texts.section} dismissable onClose={onClose}>
      {pointOfSale && <AccountQuestion about={about} pointOfSale={pointOfSale} known={accounts.find((account) => account.pointOfSaleId === pointOfSaleId)} />}
    </Sheet>
  )
}
