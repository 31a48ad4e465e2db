/** Claims that a run puts to the test. */
import { list, number, optional, section, text } from '../parameter.ts'

const claim = section(
  {
    claim: text({ doc: 'What is claimed, in words.' }),
    metric: text({ doc: 'Name of the metric that tells.' }),
    from: number({ unit: 's', default: '0 s', min: '0 s', doc: 'Start of the time for which it is claimed.' }),
    to: optional(number({ unit: 's', min: '0 s', doc: 'End of that time. Absent: the end of the run.' })),
    least: optional(number({ unit: '1', doc: 'Least mean, in the unit of the metric. Absent: any.' })),
    most: optional(number({ unit: '1', doc: 'Greatest mean, in the unit of the metric. Absent: any.' })),
    source: text({ doc: 'Who claims it.' }),
  },
  'A claim: the mean of a metric over a time lies between two bounds.',
)

export const claims = list(claim, { default: [], max: 100, doc: 'Claims that the run reports as true or false.' })
