const { invoke, invokeWithFunction, invokeKinds, back, fs, twice } = globalThis.conforme
const failing = (promise) =>
  promise.then(
    () => 'settled',
    (error) => String(error.message ?? error),
  )
const odd = await fetch('/odd')
await invoke('report', {
  odd: { status: odd.status, type: odd.headers.get('content-type') },
  inline: globalThis.inline === true,
  module: true,
  style: getComputedStyle(document.body).color,
  origin: location.origin,
  blocked: await fetch('/blocked').then(
    () => 'loaded',
    () => 'failed',
  ),
  removed: await failing(invoke('removed')),
  kinds: await invokeKinds(),
  back: await back(),
  aFunction: await failing(invokeWithFunction()),
  frame: await invoke('frame'),
  fs,
  twice,
})
// Not answered before the page is led elsewhere.
void invoke('later')
