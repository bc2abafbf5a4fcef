/** What the network does to messages besides the time they need for the distance. */
import type { Fields } from '../fields.ts'

/** `latency` is the measure of whoever waits for the answer. */
export function networkFields(latency: string) {
  return {
    jitter: {
      type: 'distribution',
      default: { law: 'constant', mean: 0, cv: 0 },
      min: 0,
      max: 10_000,
      provenance: { assumption: 'the network table has medians; what is around them is left out unless asked for' },
      advanced: true,
      effect: { set: { law: 'exponential', mean: 40, cv: 1 }, measure: latency, direction: 'up' },
    },
    loss: {
      type: 'ratio',
      default: 0,
      min: 0,
      max: 0.9,
      provenance: { assumption: 'inside a data center about one packet in 100,000 is lost' },
      advanced: true,
      effect: { set: 0.3, measure: latency, direction: 'up' },
    },
    limited: {
      type: 'flag',
      default: false,
      provenance: { assumption: 'payloads are small beside what lines between servers carry' },
      advanced: true,
      effect: { set: true, measure: latency, direction: 'up', given: { 'connection.bandwidthMbps': 0.4 } },
    },
    bandwidthMbps: {
      type: 'number',
      default: 1_000,
      min: 0.01,
      max: 100_000,
      unit: 'mbps',
      provenance: { assumption: 'a gigabit a second, as a usual network card has' },
      advanced: true,
      when: { field: 'limited', is: [true] },
      effect: { set: 0.4, measure: latency, direction: 'up', given: { 'connection.limited': true } },
    },
  } as const satisfies Fields
}
