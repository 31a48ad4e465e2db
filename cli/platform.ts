/** The machine and the runtime, for manifests. */
import { arch, availableParallelism, cpus, release, type } from 'node:os'

export function platform(): Record<string, string | number> {
  return {
    node: process.version,
    os: `${type()} ${release()}`,
    arch: arch(),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
  }
}
