import { useId } from 'react'
import { companyKey, maxCompanyLength, type Company } from '#contract/model/company.ts'
import { credentials as texts } from '#contract/texts/point-of-sale.ts'
import { TextField } from '../../ui/text-field.tsx'
import { useStore } from '../../store/store.ts'
import type { CompanyInput, FormProblems } from './check-form.ts'

interface CompanyFieldsProps {
  value: CompanyInput
  onChange: (value: CompanyInput) => void
  problems: Pick<FormProblems, 'company' | 'cuit'>
}

/** Whose point of sale it is, for who works for several; a company that is known already brings its CUIT. */
export function CompanyFields({ value, onChange, problems }: CompanyFieldsProps) {
  const pointsOfSale = useStore((state) => state.pointsOfSale)
  const listId = useId()
  const known = new Map<string, Company>()
  for (const { company } of pointsOfSale) if (company && !known.get(companyKey(company.name))?.cuit) known.set(companyKey(company.name), company)

  function rename(name: string) {
    const before = known.get(companyKey(value.name))?.cuit ?? ''
    const cuit = known.get(companyKey(name))?.cuit ?? ''
    // What was typed by hand stays; what came with a name goes with it.
    onChange({ name, cuit: value.cuit === '' || value.cuit === before ? cuit : value.cuit })
  }

  return (
    <fieldset className="company-fields">
      <legend className="hidden">{texts.companyLegend}</legend>
      <TextField
        label={texts.company}
        value={value.name}
        onChange={rename}
        maxLength={maxCompanyLength}
        list={listId}
        help={texts.companyHelp}
        problem={problems.company}
      />
      <TextField label={texts.cuit} value={value.cuit} onChange={(cuit) => onChange({ ...value, cuit })} maxLength={20} problem={problems.cuit} />
      <datalist id={listId}>
        {[...known.values()].map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
    </fieldset>
  )
}
