/** A comparison as a file: which scenarios are laid side by side, and how often. */
import type { z } from 'zod'
import { file, integer, list, number, optional, section, settings, text } from '../parameter.ts'

const variant = section(
  {
    name: text({ doc: 'Name of the variant.' }),
    about: text({ default: '', doc: 'One sentence; empty: that of the scenario.' }),
    set: settings({ doc: 'Parameters by their paths, as for `--set`, and their values; none: as it is.' }),
  },
  'A scenario with other values of some parameters.',
)

export const comparison = section(
  {
    name: text({
      doc: 'Name of the comparison, and of its folder in results/.',
      pattern: /^[a-z0-9][a-z0-9-]{0,63}$/,
    }),
    about: text({ default: '', doc: 'One sentence: what it shows.' }),
    compare: list(file({ doc: 'Path of a scenario.' }), { min: 1, max: 32, doc: 'Scenarios, the baseline first.' }),
    variants: list(variant, {
      default: [],
      max: 32,
      doc: 'Variants in which every scenario is run, the baseline first; none: as it is.',
    }),
    replicates: integer({ default: 5, min: 1, max: 9999, doc: 'Runs of each scenario.' }),
    seed: optional(text({ doc: 'Seed in place of the first scenario’s.' })),
    ticks: optional(integer({ min: 1, doc: 'Number of ticks in place of the scenarios’.' })),
    outage: number({
      unit: 's',
      default: '6 h',
      min: '1 us',
      doc: 'How long the largest operator, and the largest site, fail.',
    }),
    at: optional(number({ unit: 's', min: '0 s', doc: 'When they fail. Absent: half-way.' })),
  },
  'A comparison of scenarios.',
)
export type Comparison = z.output<typeof comparison>
