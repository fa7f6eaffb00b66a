import { ajustes as texts } from '#contract/texts/ajustes.ts'
import { useStore } from '../../store/store.ts'
import { ThirdPartyLicences } from './licences.tsx'

/** Which version this is, and whose work is in it. */
export function About() {
  const version = useStore((state) => state.version)
  return (
    <>
      <p>{texts.version(version)}</p>
      <ThirdPartyLicences />
    </>
  )
}
