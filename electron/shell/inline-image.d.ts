/** Vite hands the file over as a data URL, so that the package needs no copy of it. */
declare module '*.png?inline' {
  const dataUrl: string
  export default dataUrl
}
