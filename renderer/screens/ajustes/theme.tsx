import { themes } from '#contract/model/settings.ts'
import { ajustes as texts } from '#contract/texts/ajustes.ts'
import { useStore } from '../../store/store.ts'
import { SettingChoice } from './setting-choice.tsx'

export function Theme() {
  const theme = useStore((state) => state.settings.theme)
  const options = themes.map((value) => ({ value, label: texts.themes[value] }))
  return <SettingChoice label={texts.theme} value={theme} options={options} settingsOf={(chosen) => ({ theme: chosen })} />
}
