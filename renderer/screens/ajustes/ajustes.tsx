import { ajustes as texts } from '../../../electron/contract/texts/page.ts'
import { useStore } from '../../store/store.ts'
import { AutomaticResends } from './automatic-resends.tsx'
import { PointsOfSale } from './points-of-sale.tsx'
import { Proxy } from './proxy.tsx'
import { Theme } from './theme.tsx'
import { ThirdPartyNotices } from './third-party-notices.tsx'

/** One section a setting. */
const sections = [
  { id: 'puntos-de-venta', title: texts.pointsOfSale, Section: PointsOfSale },
  { id: 'automatico', title: texts.automatic, Section: AutomaticResends },
  { id: 'tema', title: texts.theme, Section: Theme },
  { id: 'conexion', title: texts.proxy, Section: Proxy },
]

export function Ajustes() {
  const version = useStore((state) => state.version)
  return (
    <section className="screen">
      <h1 tabIndex={-1}>{texts.title}</h1>
      {sections.map(({ id, title, Section }) => (
        <section key={id} className="card stack" aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          <Section />
        </section>
      ))}
      <p className="field-help">{texts.version(version)}</p>
      <ThirdPartyNotices />
    </section>
  )
}
