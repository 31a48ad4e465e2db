/** Compiles `sim/economy/assembly/` to WebAssembly and writes the bytes to `sim/economy/kernels-bytes.ts`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import asc from 'assemblyscript/asc'

const root = join(import.meta.dirname, '..')
export const KERNELS = join(root, 'sim/economy/kernels-bytes.ts')
const OPTIONS =
  '--runtime stub --importMemory --sharedMemory --initialMemory 1 --maximumMemory 65536 --enable simd --enable threads --disable nontrapping-f2i --noAssert -O3 --converge'
/** The import of the memory up to its limits: module and name with their lengths, and the kind. */
const IMPORT = [3, ...Buffer.from('env'), 6, ...Buffer.from('memory'), 2]

/** The text of `kernels-bytes.ts`. */
export async function kernelsModule(): Promise<string> {
  let bytes: Uint8Array | undefined
  const { error, stderr } = await asc.main(
    ['sim/economy/assembly/index.ts', '--baseDir', root, '--outFile', 'kernels.wasm', ...OPTIONS.split(' ')],
    {
      writeFile(_name, contents) {
        if (contents instanceof Uint8Array) bytes = contents
      },
    },
  )
  if (error || !bytes) throw new Error(`kernels: ${stderr.toString() || error?.message}`)
  const limits = Buffer.from(bytes).indexOf(Buffer.from(IMPORT)) + IMPORT.length
  return `/** Generated from assembly/ by \`npm run kernels\`. */

/** Byte of the module that says whether the memory it imports is shared: 3, or 1. */
export const LIMITS = ${limits}

export const BYTES =
  '${Buffer.from(bytes).toString('base64')}'
`
}

if (import.meta.main) writeFileSync(KERNELS, await kernelsModule())
