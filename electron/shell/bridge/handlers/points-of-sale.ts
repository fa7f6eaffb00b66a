import { dayNumberAt, fechaOf } from '#contract/argentina.ts'
import type { pointOfSaleCommands } from '#contract/commands/points-of-sale.ts'
import type { pointsOfSaleImportCommands } from '#contract/commands/points-of-sale-import.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import type { CommandArgs, CommandHandlers, CommandValue } from '#contract/schema.ts'
import { testTexts } from '#contract/texts/shell.ts'
import { describeOutcome } from '../../../core/guidance/outcome.ts'
import { holdsKey } from '../../../core/redaction/secrets-in-memory.ts'
import type { PointsOfSaleImport } from '../../files/points-of-sale-import.ts'
import { idOf } from '../done.ts'
import type { PageServices } from '../page-services.ts'

type PointOfSaleHandlers = Pick<CommandHandlers, keyof typeof pointOfSaleCommands | keyof typeof pointsOfSaleImportCommands>

/** Points of sale: one by one, or out of a file. */
export function pointOfSaleHandlers(services: PageServices, importing: PointsOfSaleImport): PointOfSaleHandlers {
  const { vault, outbox, everySecret, openPath } = services
  return {
    savePointOfSale: async (args) => {
      const names = [args.name, args.company?.name ?? '']
      const leaks = holdsKey(names, Object.values(args.credentials ?? {})) || (await everySecret.isIn(names))
      return leaks ? fail('looks-secret', { what: 'name' }) : idOf(await vault.save(args))
    },
    weighDeletion: ({ id }) => ok(outbox.weighDeletion(id)),
    deletePointOfSale: ({ id }) => vault.delete(id),
    testCredentials: (args) => testCredentials(services, args),
    readLedger: () => ok(outbox.ledger()),

    readPointsOfSaleFile: async () => {
      const turn = importing.begin()
      const path = await openPath('pointsOfSale')
      return path === null ? ok({ kind: 'cancelled' }) : importing.read(path, turn)
    },
    importPointsOfSale: ({ id, weakProtection }) => importing.save(id, weakProtection),
    forgetPointsOfSaleFile: () => (importing.forget(), ok(null)),
  }
}

async function testCredentials(
  { vault, outbox, api, secrets, clock }: PageServices,
  args: CommandArgs<'testCredentials'>,
): Promise<Result<CommandValue<'testCredentials'>>> {
  if ('id' in args && vault.nameOf(args.id) === null) return fail('point-of-sale-missing')
  const keys = 'id' in args ? await outbox.keychain.read(args.id) : null
  if (keys && keys.kind !== 'open') return fail(keys.kind === 'silent' ? 'keychain-silent' : 'credentials-undecryptable')
  const credentials = 'id' in args ? keys?.credentials : secrets.note(args.credentials, (typed) => Object.values(typed))
  if (!credentials) return fail('credentials-undecryptable')
  const reply = await api.findByDate(credentials, fechaOf(dayNumberAt(clock.now())), 0, 1)
  if (reply.kind === 'failed')
    return ok({ works: false, explanation: describeOutcome({ type: 'failure', failure: reply.failure, sent: reply.sent, free: true }) })
  if (reply.kind === 'refused' && reply.refusal !== 'not-found')
    return ok({ works: false, explanation: describeOutcome({ ...reply, type: 'refused', free: true }) })
  return ok({
    works: true,
    explanation: {
      code: null,
      kind: 'observacion',
      resendHelps: 'no-se-sabe',
      title: testTexts.worksTitle,
      explanation: testTexts.works,
      nextStep: '',
      texts: [],
    },
  })
}
