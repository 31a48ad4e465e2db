/** `catallaxy validate`: checks scenarios without running them. Exit codes: 0 all are good, 2 some are not. */
import { readInputs } from './inputs.ts'

/** Checks every file, names the good ones on stdout and every fault on stderr; resolves to the exit code. */
export async function validateScenarios(files: readonly string[]): Promise<number> {
  let exitCode = 0
  for (const file of files) {
    try {
      await readInputs(file)
      console.log(`${file}: valid`)
    } catch (error) {
      console.error(error instanceof Error ? error.message : `${error}`)
      exitCode = 2
    }
  }
  return exitCode
}
