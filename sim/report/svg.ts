/** Pictures as data: elements of SVG that become a file here and part of a page elsewhere. */

/** An element: its content is text or other elements. Attributes are numbers in pixels, or text. */
export interface Shape {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string | number>>
  readonly content: string | readonly Shape[]
}

export function shape(tag: string, attributes: Shape['attributes'], content: Shape['content'] = []): Shape {
  return { tag, attributes, content }
}

/** Pixels to a hundredth: more cannot be seen, and would make the file long. */
export function pixels(value: number): number {
  return Number(value.toFixed(2)) + 0
}

/** The text of an SVG file. All text of it is text only, whatever it says. */
export function svgFile(root: Shape): string {
  const { attributes, ...rest } = root
  return `${markup({ ...rest, attributes: { xmlns: 'http://www.w3.org/2000/svg', ...attributes } })}\n`
}

function markup({ tag, attributes, content }: Shape): string {
  const all = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(`${value}`)}"`)
  const inside = typeof content === 'string' ? escaped(content) : content.map(markup).join('')
  return `<${tag}${all.join('')}${inside === '' ? '/>' : `>${inside}</${tag}>`}`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: those that XML 1.0 has no way to write
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** Text as XML has it; what XML cannot have is a replacement character. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(UNWRITABLE, '\ufffd')
    .replace(/[&<>"']/g, character => ENTITIES[character])
}
