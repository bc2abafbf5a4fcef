import type { KindWords } from '../kind.ts'

/** What people read about the zone, in English. */
export const en = {
  title: 'Zone',
  summary: 'A data center of a region that can be lost alone',
  fields: {},
  ports: {},
  gauges: {},
} satisfies KindWords
