import { companyTexts as texts } from '#contract/texts/company.ts'
import { Picker } from '../point-of-sale/picker.tsx'
import { chooseCompany, companiesOf } from '../../store/company.ts'
import { useInbox } from '../../store/inbox/inbox.ts'
import { useStore } from '../../store/store.ts'

/** Which company is worked for, with how many comprobantes of each are in error; only where there are several. */
export function CompanySwitcher() {
  const groups = companiesOf(useStore((state) => state.pointsOfSale))
  const company = useStore((state) => state.company)
  const { rows } = useInbox()
  if (groups.length === 0) return null
  const everything = groups.reduce((sum, { pointsOfSale }) => sum + rows.countOf(pointsOfSale), 0)
  return (
    <div className="company-switcher" title={texts.help}>
      <Picker
        label={texts.choose}
        nothing={texts.nothing}
        value={groups.some(({ key }) => key === company) ? company : ''}
        options={[
          { value: '', label: texts.counted(texts.all, everything) },
          ...groups.map(({ key, name, pointsOfSale }) => ({ value: key, label: texts.counted(name || texts.none, rows.countOf(pointsOfSale)) })),
        ]}
        onChange={chooseCompany}
      />
    </div>
  )
}
