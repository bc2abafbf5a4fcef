/** One machine for several components: they share its cores and its fate. */
import { onMachines } from '../bill.ts'
import { machineField, ownCores } from '../machines.ts'
import { defineKind } from '../kind.ts'
import { en } from './words.en.ts'
import { ko } from './words.ko.ts'

export const host = defineKind({
  kind: 'host',
  number: 10,
  sort: 'group',
  fields: {
    machine: machineField('compute', { set: 't3.micro', measure: 'web.latencyMs.mean', direction: 'up' }),
    cores: {
      type: 'count',
      default: 4,
      min: 1,
      max: 192,
      when: ownCores,
      provenance: { source: 'ec2Prices' },
      effect: { set: 1, measure: 'web.latencyMs.mean', direction: 'up' },
    },
  },
  offers: [],
  ports: {},
  gauges: {},
  look: { icon: 'box', accent: 'place', headline: '' },
  mermaid: { shape: 'square', hints: ['host', 'machine', 'vm', 'single server', '호스트', '단일 서버', '머신'] },
  faults: ['crash'],
  bill: onMachines('compute'),
  words: { en, ko },
})
