import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App, fetchScreen } from './app.tsx'
import { StartFailed } from './screens/start-failed.tsx'
import { feedStore } from './store/feed.ts'

const container = document.getElementById('page')
if (!container) throw new Error('index.html has no #page')
const root = createRoot(container)

/** Nothing is drawn before there is something true to draw. */
async function open() {
  // The code of the screen comes while the rest is still asked for.
  const loaded = await feedStore(() => void fetchScreen())
  root.render(<StrictMode>{loaded.ok ? <App /> : <StartFailed failure={loaded.error} retry={open} />}</StrictMode>)
}

void open()
