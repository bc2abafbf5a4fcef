/** Gauges of each callee: a series, a figure of the summary, and a level for each of those that a component calls. */
import { expect, it } from 'vitest'
import { removeItems } from '../architecture/edits.ts'
import { constant, design, offering } from './play.fixture.ts'
import { takeSnapshot } from './snapshot.ts'
import { summarize } from './summary.ts'
import { Watch } from './watch.fixture.ts'

const instant = { cpuTime: constant(0), cores: 16 }

function named() {
  return design(
    {
      users: ['client', offering(500)],
      // A name like the beginning of another, and one with a dot, lead nobody astray.
      names: ['dns', { resolvers: 40, ttlMs: 60_000, stretchShare: 0, cachedLookupMs: 0, lookupTime: constant(0) }],
      web: ['server', instant],
      'web.b': ['server', instant],
    },
    [['users names', { latencyMs: 0 }], ['names web'], ['names web.b']],
  )
}

const ofNames = (watch: Watch) =>
  watch.history.layoutOf(watch.run).measures.filter((measure) => measure.startsWith('names.answerShare'))

it('are a series for each, which adds up to the whole', () => {
  const watch = new Watch(named()).to(5_000)
  expect(ofNames(watch)).toEqual(['names.answerShare.web', 'names.answerShare.web.b'])
  for (const id of ['web', 'web.b']) {
    expect(watch.value(`names.answerShare.${id}`)).toBe(0.5)
    expect(watch.play.of('names').level(`answerShare:${id}`)).toBe(0.5)
  }
})

it('stand in the summary as means over time', () => {
  const watch = new Watch(named())
  const from = takeSnapshot(watch.run)
  watch.to(10_000)
  const { gauges, gaugesByCallee } = summarize(watch.run, from, watch.history).components['names']!
  expect(Object.keys(gauges)).toEqual(['cachedShare'])
  const { web = NaN, 'web.b': b = NaN } = gaugesByCallee!['answerShare']!
  expect(web).toBeCloseTo(watch.over('names.answerShare.web', 0, 10_000), 6)
  // All have an answer after less than a second.
  expect(web + b).toBeGreaterThan(0.95)
  expect(web + b).toBeLessThanOrEqual(1)
  expect(summarize(watch.run, from).components['users']!.gaugesByCallee).toBeUndefined()
})

it('go with their callee, and what was seen of it stays', () => {
  const watch = new Watch(named()).to(5_000)
  watch.play.edit((architecture) => removeItems(architecture, { connections: ['names-web'] }))
  watch.to(10_000)
  expect(ofNames(watch)).toEqual(['names.answerShare.web.b'])
  // Half of the resolvers still hold the other address.
  expect(watch.value('names.answerShare.web.b')).toBe(0.5)
  expect(watch.over('names.answerShare.web', 3_000, 5_000)).toBe(0.5)
})
