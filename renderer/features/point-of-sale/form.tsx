import { useId, useRef, useState, type SyntheticEvent } from 'react'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import type { CommandInput } from '#contract/schema.ts'
import { common } from '#contract/texts/page.ts'
import { credentials as texts } from '#contract/texts/point-of-sale.ts'
import { call } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { deferred } from '../../ui/deferred.tsx'
import { focusProblem } from '../../ui/focus.ts'
import { useStore } from '../../store/store.ts'
import { useCommand } from '../../store/use-command.ts'
import { areBlank, checkForm, companyOf, noCredentials, type FormProblems } from './check-form.ts'
import { CompanyFields } from './company-fields.tsx'
import { CredentialFields } from './credential-fields.tsx'
import { TestResult, useTest } from './test-result.tsx'

const protectionChoice = deferred(async () => (await import('./weak-protection.tsx')).WeakProtection)

/** What was said of a field does not hold of what it says now. */
function without({ ...problems }: FormProblems, fields: ('name' | 'company' | 'cuit')[]): FormProblems {
  for (const field of fields) delete problems[field]
  return problems
}

interface PointOfSaleFormProps {
  /** Absent: a new one. */
  stored?: PointOfSale
  /** @param id of what was saved */
  onSaved?: (id: string) => void
  onCancel?: () => void
}

/** Name and credentials of a point of sale. Nothing typed is lost by a refusal. */
export function PointOfSaleForm({ stored, onSaved, onCancel }: PointOfSaleFormProps) {
  const [name, setName] = useState(stored?.name ?? '')
  const [company, setCompany] = useState({ name: stored?.company?.name ?? '', cuit: stored?.company?.cuit ?? '' })
  const [credentials, setCredentials] = useState(noCredentials)
  const [problems, setProblems] = useState<FormProblems | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const test = useTest()
  const save = useCommand()
  const helpId = useId()
  const known = useStore((state) => state.pointsOfSale.length > 0)
  const keepsStored = stored !== undefined && areBlank(credentials)

  function isComplete(input: { name: string; company: typeof company }): boolean {
    const found = checkForm({ ...input, credentials }, stored !== undefined)
    setProblems(found)
    if (found) focusProblem(form.current)
    return found === null
  }

  async function submit(weakProtection: CommandInput<'savePointOfSale'>['weakProtection']) {
    const id = stored && { id: stored.id }
    const secrets = keepsStored ? {} : { credentials }
    await save.run(() => call('savePointOfSale', { ...id, name, company: companyOf(company), ...secrets, weakProtection }), onSaved)
  }

  function onSubmit(event: SyntheticEvent) {
    event.preventDefault()
    if (isComplete({ name, company })) void submit('refuse')
  }

  /** What was said of the ones before does not hold of these. */
  function changeCredentials(values: typeof credentials) {
    setCredentials(values)
    const unchanged = Object.entries(problems?.credentials ?? {}).filter(
      ([field]) => values[field as keyof typeof values] === credentials[field as keyof typeof values],
    )
    setProblems(problems && { ...problems, credentials: Object.fromEntries(unchanged) })
    test.forget()
  }

  function changeName(value: string) {
    setName(value)
    if (problems) setProblems(without(problems, ['name']))
  }

  function changeCompany(value: typeof company) {
    setCompany(value)
    if (problems) setProblems(without(problems, ['company', 'cuit']))
  }

  return (
    <form ref={form} className="stack" onSubmit={onSubmit} noValidate>
      <CredentialFields values={credentials} onChange={changeCredentials} masks={stored?.masks} problems={problems?.credentials ?? {}} />
      <TextField label={texts.name} value={name} onChange={changeName} maxLength={80} help={texts.nameHelp} problem={problems?.name} />
      {/* Who begins has one; whose it is matters from the second on. */}
      {known && <CompanyFields value={company} onChange={changeCompany} problems={problems ?? {}} />}
      <TestResult test={test} />
      <FailureMessage failure={save.failure?.code === 'vault-weak' ? null : save.failure} />
      <div className="row">
        <Action type="submit" look="primary" isPending={save.busy}>
          {common.save}
        </Action>
        <Action
          isPending={test.busy}
          aria-describedby={helpId}
          onPress={() => {
            // A name is not needed to test.
            if (!isComplete({ name: name || '-', company: { name: '', cuit: '' } })) return
            void test.run(stored && keepsStored ? { id: stored.id } : { credentials })
          }}
        >
          {texts.test}
        </Action>
        {onCancel && <Action onPress={onCancel}>{common.cancel}</Action>}
      </div>
      <p id={helpId} className="field-help">
        {texts.testHelp}
      </p>
      {save.failure?.code === 'vault-weak' && <protectionChoice.Part onChoose={submit} onCancel={save.clear} />}
    </form>
  )
}
