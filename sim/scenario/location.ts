/**
 * Paths of files as scenario files write them: relative to the file in which they stand, with
 * slashes on every system. Node's own functions are not there in a browser.
 */

/** The path of `path` as written in `file`; unchanged when it is absolute or an address. */
export function resolved(path: string, file: string): string {
  if (/^([a-z][a-z0-9+.-]*:|[/\\])/i.test(path)) return path
  const [, address = '', folders = ''] =
    /^([a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?)?(.*)$/is.exec(file.replaceAll('\\', '/')) ?? []
  const steps = folders.split('/').slice(0, -1)
  for (const step of path.replaceAll('\\', '/').split('/')) {
    const last = steps.at(-1)
    if (step === '..' && last !== undefined && last !== '' && last !== '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return address + steps.join('/')
}
